" polytomic-lint in Vim 8 and later, by ALE: put this into ~/.vim/after/plugin/polytomic-lint.vim.

let s:command = get(g:, 'polytomic_lint_executable', 'polytomic-lint')

call ale#linter#Define('json', {
\   'name': 'polytomic-lint',
\   'lsp': 'stdio',
\   'executable': s:command,
\   'command': '%e lsp',
\   'language': {-> expand('%') =~# '\.jsonc$' ? 'jsonc' : 'json'},
\   'project_root': {buffer -> fnamemodify(bufname(buffer), ':p:h')},
\})
