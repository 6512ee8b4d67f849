-- polytomic-lint in Neovim 0.7 and later, without plugins: put this into a file that your
-- configuration loads, such as ~/.config/nvim/plugin/polytomic-lint.lua.

-- Bodies inside Markdown, shell scripts, and request files are checked too with
-- vim.g.polytomic_lint_embedded = true, set before this file is loaded.

local command = vim.g.polytomic_lint_command or { "polytomic-lint", "lsp" }
local embedded = vim.g.polytomic_lint_embedded == true
local client

-- Neovim puts a completion before the cursor, and keeps what it should replace after the cursor,
-- such as a closing quote: that is taken out here.
local asked

function _G.polytomic_lint_omnifunc(findstart, base)
  if findstart == 1 then
    asked = { column = vim.api.nvim_win_get_cursor(0)[2], line = vim.api.nvim_get_current_line() }
  end
  return vim.lsp.omnifunc(findstart, base)
end

local function after_cursor(item)
  local place = type(item) == "table" and item.user_data
  for _, key in ipairs({ "nvim", "lsp", "completion_item", "textEdit", "range", "end" }) do
    place = type(place) == "table" and place[key]
  end
  if not place or not asked or not client or not vim.lsp.get_client_by_id(client) then
    return 0
  end
  local utf16 = vim.lsp.get_client_by_id(client).offset_encoding ~= "utf-8"
  local finish = place.character
  if utf16 then
    finish = vim.str_byteindex(asked.line, finish, true)
  end
  return finish - asked.column
end

vim.api.nvim_create_autocmd("CompleteDone", {
  callback = function()
    local extra = after_cursor(vim.v.completed_item)
    if extra > 0 then
      asked = nil
      local row, column = unpack(vim.api.nvim_win_get_cursor(0))
      vim.api.nvim_buf_set_text(0, row - 1, column, row - 1, column + extra, { "" })
    end
  end,
})

-- Neovim before 0.11 takes the start of a completion from its word, not from what it replaces, as
-- soon as the server says what to compare the word with.
local function keep_start(attaching)
  if vim.fn.has("nvim-0.11") == 1 or attaching.polytomic_lint_starts then
    return
  end
  attaching.polytomic_lint_starts = true
  local request = attaching.request
  attaching.request = function(method, params, handler, buffer)
    local handle = handler
    if method == "textDocument/completion" and handler then
      handle = function(err, result, ...)
        for _, item in ipairs(result and (result.items or result) or {}) do
          item.filterText = nil
        end
        return handler(err, result, ...)
      end
    end
    return request(method, params, handle, buffer)
  end
end

local function attach(buffer)
  if client == nil or vim.lsp.get_client_by_id(client) == nil then
    client = vim.lsp.start_client({
      name = "polytomic-lint",
      cmd = command,
      root_dir = vim.fn.getcwd(),
      init_options = { embedded = embedded },
      on_attach = function(attaching, attached)
        keep_start(attaching)
        vim.bo[attached].omnifunc = "v:lua.polytomic_lint_omnifunc"
      end,
    })
  end
  if client then
    vim.lsp.buf_attach_client(buffer, client)
  end
end

-- Neovim before 0.10 watches no files, so a saved configuration is told from here.
vim.api.nvim_create_autocmd("BufWritePost", {
  pattern = "polytomic-lint.toml",
  callback = function(event)
    local running = client and vim.lsp.get_client_by_id(client)
    if running then
      local uri = vim.uri_from_fname(vim.fn.fnamemodify(event.match, ":p"))
      local changes = { changes = { { uri = uri, type = 2 } } }
      running.notify("workspace/didChangeWatchedFiles", changes)
    end
  end,
})

-- The server itself passes over JSON that is no sync body.
local patterns = { "*.json", "*.jsonc" }
if embedded then
  vim.list_extend(patterns, { "*.md", "*.markdown", "*.sh", "*.bash", "*.zsh" })
  vim.list_extend(patterns, { "*.http", "*.rest", "*.jsonl", "*.ndjson" })
end

vim.api.nvim_create_autocmd({ "BufReadPost", "BufNewFile" }, {
  pattern = patterns,
  callback = function(event)
    if vim.bo[event.buf].filetype == "" and event.match:match("%.jsonc?$") then
      vim.bo[event.buf].filetype = event.match:match("%.jsonc$") and "jsonc" or "json"
    end
    attach(event.buf)
  end,
})
