" A sync body in a real Vim, by ALE: diagnostics at the right place.

filetype plugin on
let g:ale_set_loclist = 1
let g:polytomic_lint_executable = $POLYTOMIC_LINT
execute 'source ' . fnameescape($SETUP)
let g:ale_linters = {'json': ['polytomic-lint']}

function! Fail(text) abort
  call writefile(['vim: ' . a:text], $FOLDER . '/vim.failure')
  cquit 1
endfunction

" ALE takes columns for bytes, so they are checked on a line of ASCII.
call writefile(['{', '  "name": "Größe 😀",', '  "mode": "upsert",', '}'], $FOLDER . '/vim.sync.json')
execute 'edit ' . fnameescape($FOLDER . '/vim.sync.json')
setfiletype json
call ale#Queue(0)

let s:left = 400
while s:left > 0 && empty(filter(getloclist(0), 'v:val.text =~# "unknown sync mode"'))
  sleep 50m
  let s:left -= 1
endwhile
let s:found = filter(getloclist(0), 'v:val.text =~# "unknown sync mode"')
if empty(s:found)
  call Fail('waited in vain for diagnostics: ' . string(getloclist(0)))
endif
let s:text = strpart(getline(s:found[0].lnum), s:found[0].col - 1, 8)
if s:found[0].lnum != 3 || s:text !=# '"upsert"'
  call Fail('found at ' . string(s:found[0]))
endif
0cquit
