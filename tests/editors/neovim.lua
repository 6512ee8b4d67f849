-- A sync body in a real Neovim: diagnostics, a fix, completion, hover, a rename.

local folder = assert(vim.env.FOLDER)
vim.g.polytomic_lint_embedded = true
vim.g.polytomic_lint_command = { assert(vim.env.POLYTOMIC_LINT), "lsp" }
vim.cmd("luafile " .. vim.env.SETUP)

vim.o.hidden = true

local function fail(text)
  io.stderr:write("neovim: " .. text .. "\n")
  vim.cmd("cquit 1")
end

local function check(right, text)
  if not right then
    fail(text)
  end
end

local function open(name, lines)
  local path = folder .. "/" .. name
  vim.fn.writefile(lines, path)
  vim.cmd("edit " .. path)
  return vim.api.nvim_get_current_buf()
end

local function until_true(what, condition)
  check(vim.wait(20000, condition, 20), "waited in vain for " .. what)
end

local function found(buffer, code)
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local own = diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp.code)
    if own == code then
      return diagnostic
    end
  end
end

-- The text of a diagnostic, whose columns Neovim counts in bytes.
local function underlined(buffer, diagnostic)
  local line = vim.api.nvim_buf_get_lines(buffer, diagnostic.lnum, diagnostic.lnum + 1, true)[1]
  return line:sub(diagnostic.col + 1, diagnostic.end_col)
end

-- What columns are counted in; newer versions and the server agree on bytes.
local function encoding()
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)()[1].offset_encoding
end

local function ask(buffer, method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 20000)
  for _, answer in pairs(answers or {}) do
    check(answer.error == nil, method .. ": " .. vim.inspect(answer.error))
    return answer.result
  end
  fail("no answer to " .. method)
end

local function at(buffer, line, text)
  local content = vim.api.nvim_buf_get_lines(buffer, line - 1, line, true)[1]
  vim.api.nvim_win_set_cursor(0, { line, assert(content:find(text, 1, true), text) - 1 })
  return vim.lsp.util.make_position_params(0, encoding())
end

local function content(buffer)
  return table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n")
end

local buffer = open("diagnose.sync.json", {
  "{",
  '  "name": "Größe 😀", "mode": "Update_Or_Create",',
  '  "fields": [],',
  '  "schedule": {"frequency": "manual"},',
  '  "target": {"connection_id": "5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35", "object": "A"}',
  "}",
})
until_true("diagnostics", function()
  return found(buffer, "PT024") ~= nil
end)
local mode = found(buffer, "PT024")
check(underlined(buffer, mode) == '"Update_Or_Create"', "underlined " .. underlined(buffer, mode))
check(mode.lnum == 1, "on line " .. mode.lnum)

at(buffer, 2, "Update_")
local params = vim.lsp.util.make_range_params(0, encoding())
params.context = { diagnostics = {}, only = { "quickfix" } }
local actions = ask(buffer, "textDocument/codeAction", params)
check(#actions == 1 and actions[1].isPreferred, "actions: " .. vim.inspect(actions))
vim.lsp.util.apply_workspace_edit(actions[1].edit, encoding())
check(content(buffer):find('"mode": "updateOrCreate"', 1, true), content(buffer))
until_true("the diagnostic to go", function()
  return found(buffer, "PT024") == nil
end)

local hover = ask(buffer, "textDocument/hover", at(buffer, 4, "frequency"))
check(hover.contents.value:find("How often", 1, true), vim.inspect(hover))

at(buffer, 4, "manual")
vim.api.nvim_buf_set_lines(buffer, 3, 4, true, { '  "schedule": {"frequency": "da"},' })
local items = ask(buffer, "textDocument/completion", at(buffer, 4, '"}'))
local daily
for _, item in ipairs(items) do
  daily = item.label == "daily" and item or daily
end
check(daily, "completions: " .. vim.inspect(items))
vim.lsp.util.apply_text_edits({ daily.textEdit }, buffer, encoding())
check(content(buffer):find('{"frequency": "daily"},', 1, true), content(buffer))

buffer = open("rename.sync.jsonc", {
  "{ // 😀",
  '  "name": "x", "mode": "create", "schedule": {}, "target": {}, "fields": [],',
  '  "filters": [',
  '    {"field_id": "a", "field_type": "Model", "function": "IsNull", "label": "A"},',
  '    {"field_id": "é", "field_type": "Model", "function": "IsNull", "label": "B"}',
  "  ],",
  '  "filter_logic": "\\u0041 or (B and A)"',
  "}",
})
until_true("diagnostics", function()
  return found(buffer, "PT012") ~= nil
end)
local rename = at(buffer, 7, "A)")
rename.newName = "first"
vim.lsp.util.apply_workspace_edit(ask(buffer, "textDocument/rename", rename), encoding())
check(content(buffer):find('"label": "first"', 1, true), content(buffer))
check(content(buffer):find('"first or (B and first)"', 1, true), content(buffer))

buffer = open("other.json", { '{"name": "not a body", "mode": 1}' })
ask(buffer, "textDocument/hover", at(buffer, 1, "name"))
check(#vim.diagnostic.get(buffer) == 0, "diagnostics on a file that is no body")

-- A configuration is read again when it is saved, whether the body is opened again or not.
vim.fn.mkdir(folder .. "/configured")
buffer = open("configured/body.sync.json", {
  '{"name": "x", "mode": "Create", "fields": [], "schedule": {"frequency": "manual"}}',
})
until_true("diagnostics", function()
  return found(buffer, "PT024") ~= nil
end)
local function configure(lines)
  vim.cmd("edit " .. folder .. "/configured/polytomic-lint.toml")
  vim.api.nvim_buf_set_lines(0, 0, -1, true, lines)
  vim.cmd("silent write")
  vim.cmd("buffer " .. buffer)
end
configure({ "[rules]", 'PT024 = "off"' })
until_true("the rule to be off", function()
  return found(buffer, "PT024") == nil and found(buffer, "PT004") ~= nil
end)
vim.cmd("silent edit!")
until_true("diagnostics of the reopened body", function()
  return found(buffer, "PT004") ~= nil
end)
check(found(buffer, "PT024") == nil, "the rule is on again")
configure({ "[rules]", 'PT024 = "warning"' })
until_true("the rule to be a warning", function()
  local mode = found(buffer, "PT024")
  return mode ~= nil and mode.severity == vim.diagnostic.severity.WARN
end)

-- Bodies in other files: diagnostics, a fix, hover, and completion inside of them.
local body = '{"name": "é 😀", "mode": "Create", "fields": [], "schedule": {"frequency": "manual"}}'
local url = "https://app.polytomic.com/api/syncs"
local hosts = {
  ["page.md"] = { "# Größe 😀", "", "> ```json", "> " .. body, "> ```" },
  ["send.sh"] = { "# 😀", "", "curl " .. url .. " \\", "  -d '" .. body .. "'" },
  ["send.http"] = { "# 😀", "POST " .. url, "", body },
}
for name, lines in pairs(hosts) do
  buffer = open(name, lines)
  until_true("diagnostics in " .. name, function()
    return found(buffer, "PT024") ~= nil
  end)
  mode = found(buffer, "PT024")
  check(underlined(buffer, mode) == '"Create"', name .. ": " .. underlined(buffer, mode))
  at(buffer, 4, "Create")
  params = vim.lsp.util.make_range_params(0, encoding())
  params.context = { diagnostics = {}, only = { "quickfix" } }
  actions = ask(buffer, "textDocument/codeAction", params)
  check(#actions == 1 and actions[1].isPreferred, name .. ": " .. vim.inspect(actions))
  vim.lsp.util.apply_workspace_edit(actions[1].edit, encoding())
  local right = table.concat(lines, "\n"):gsub("Create", "create")
  check(content(buffer) == right, content(buffer))
  hover = ask(buffer, "textDocument/hover", at(buffer, 4, "frequency"))
  check(hover.contents.value:find("How often", 1, true), name .. ": " .. vim.inspect(hover))
  items = ask(buffer, "textDocument/completion", at(buffer, 4, '"}}'))
  local weekly
  for _, item in ipairs(items) do
    weekly = item.label == "weekly" and item or weekly
  end
  check(weekly, name .. ": " .. vim.inspect(items))
  vim.lsp.util.apply_text_edits({ weekly.textEdit }, buffer, encoding())
  check(content(buffer) == right:gsub("manual", "weekly"), content(buffer))
end

-- As it is typed: what a completion replaces behind the cursor goes.
local function keys(text)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(text, true, false, true), "t", false)
end

local function typed(lines, place, wanted, go_on)
  open("typed" .. #lines[1] .. ".sync.json", lines)
  local typing = vim.api.nvim_get_current_buf()
  until_true("diagnostics", function()
    return #vim.diagnostic.get(typing) > 0
  end)
  vim.api.nvim_win_set_cursor(0, { 1, place })
  keys("i<C-x><C-o>")
  local tries = 0
  local function look()
    tries = tries + 1
    if content(typing) == lines[1] and tries < 200 then
      return vim.defer_fn(look, 50)
    end
    keys("<C-y><Esc>")
    vim.defer_fn(function()
      check(content(typing) == wanted, "typed: " .. content(typing))
      go_on()
    end, 100)
  end
  vim.defer_fn(look, 50)
end

typed({ '{"schedule": {"frequency": "dai"}}' }, 31, '{"schedule": {"frequency": "daily"}}', function()
  typed({ '{"name": "é😀", "mode": "cre"}' }, 31, '{"name": "é😀", "mode": "create"}', function()
    io.stdout:write("neovim: diagnostics, fix, hover, completion, rename, configuration, typing\n")
    vim.cmd("qall!")
  end)
end)
