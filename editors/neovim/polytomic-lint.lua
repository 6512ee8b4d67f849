-- polytomic-lint in Neovim 0.7 and later, without plugins: put this into a file that your
-- configuration loads, such as ~/.config/nvim/plugin/polytomic-lint.lua.
--
-- From Neovim 0.11 on, docs/editors.md has a shorter way.

-- Bodies inside Markdown, shell scripts, and request files are checked too with
-- vim.g.polytomic_lint_embedded = true, set before this file is loaded.

local command = vim.g.polytomic_lint_command or { "polytomic-lint", "lsp" }
local embedded = vim.g.polytomic_lint_embedded == true
local client

local function attach(buffer)
  if client == nil or vim.lsp.get_client_by_id(client) == nil then
    client = vim.lsp.start_client({
      name = "polytomic-lint",
      cmd = command,
      root_dir = vim.fn.getcwd(),
      init_options = { embedded = embedded },
      on_attach = function(_, attached)
        vim.api.nvim_buf_set_option(attached, "omnifunc", "v:lua.vim.lsp.omnifunc")
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
