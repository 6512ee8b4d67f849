# polytomic-lint in Kakoune, by kak-lsp: source this from your kakrc, after kak-lsp itself.

hook -group polytomic-lint global BufCreate .*[.]sync[.]jsonc? %{
    set-option buffer filetype json
}

hook -group polytomic-lint global BufSetOption filetype=json %{
    set-option buffer lsp_servers %{
        [polytomic-lint]
        args = ["lsp"]
        root_globs = ["polytomic-lint.toml", ".git"]
    }
}
