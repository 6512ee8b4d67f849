;;; polytomic-lint.el --- Sync bodies in Emacs, by eglot -*- lexical-binding: t; -*-

;; Eglot comes with Emacs 29; for older ones it is on GNU ELPA.  Load this file from your init file.

;;; Code:

(require 'eglot)
(require 'js)

(define-derived-mode polytomic-sync-mode js-mode "Sync"
  "Major mode for Polytomic sync bodies, which are JSON."
  (setq-local indent-tabs-mode nil)
  (setq-local js-indent-level 2))

(put 'polytomic-sync-mode 'eglot-language-id "json")

(add-to-list 'auto-mode-alist '("\\.sync\\.jsonc?\\'" . polytomic-sync-mode))

(add-to-list 'eglot-server-programs '(polytomic-sync-mode . ("polytomic-lint" "lsp")))

(add-hook 'polytomic-sync-mode-hook #'eglot-ensure)

(provide 'polytomic-lint)
;;; polytomic-lint.el ends here
