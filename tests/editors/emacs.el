;;; emacs.el --- A sync body in a real Emacs, by eglot -*- lexical-binding: t; -*-

;;; Commentary:

;; Diagnostics at the right text, a fix, the documentation of a key, a rename.

;;; Code:

(require 'eglot)
(require 'flymake)
(load (getenv "SETUP") nil t)
(setcdr (assoc 'polytomic-sync-mode eglot-server-programs)
        (list (getenv "POLYTOMIC_LINT") "lsp"))
(setq eglot-sync-connect 30)

(defun body-check (right text &rest args)
  "Stop with TEXT and ARGS unless RIGHT."
  (unless right
    (message "emacs: %s" (apply #'format text args))
    (kill-emacs 1)))

(defun body-wait (what condition)
  "Wait for CONDITION, which is called WHAT."
  (let ((left 400))
    (while (and (> left 0) (not (funcall condition)))
      (setq left (1- left))
      ;; Otherwise changes are sent when Emacs is idle, which it never is in batch.
      (when (eglot-managed-p) (eglot--signal-textDocument/didChange))
      (flymake-start)
      (accept-process-output nil 0.05))
    (body-check (> left 0) "waited in vain for %s" what)))

(defun body-found (code)
  "The text under the diagnostic of CODE."
  (let ((found (seq-find (lambda (one) (string-match-p code (flymake-diagnostic-text one)))
                         (flymake-diagnostics))))
    (and found (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))))

(defun body-open (name text)
  "Make a file NAME with TEXT and visit it."
  (let ((path (expand-file-name name (getenv "FOLDER"))))
    (with-temp-file path (insert text))
    (find-file path)
    ;; The setup connects behind the command that visits the file; in batch there is none.
    (run-hooks 'post-command-hook)
    (body-wait "the server" #'eglot-managed-p)))

(body-open "emacs.sync.json"
           "{
  \"name\": \"Größe 😀\", \"mode\": \"Update_Or_Create\",
  \"fields\": [],
  \"schedule\": {\"frequency\": \"manual\"},
  \"target\": {\"connection_id\": \"5f2d9a1c-3b7e-4d68-9c10-8e4a6b2f7d35\", \"object\": \"A\"},
  \"filters\": [{\"field_id\": \"a\", \"field_type\": \"Model\", \"function\": \"IsNull\", \"label\": \"A\"}],
  \"filter_logic\": \"A or A\"
}
")
(body-wait "diagnostics" (lambda () (body-found "unknown sync mode")))
(body-check (equal (body-found "unknown sync mode") "\"Update_Or_Create\"")
            "underlined %s" (body-found "unknown sync mode"))

(search-forward "Update_")
(let* ((actions (append (eglot-code-actions (point) (point) "quickfix") nil))
       (fix (seq-find (lambda (one) (equal (plist-get one :kind) "quickfix")) actions)))
  (body-check fix "actions: %S" actions)
  (eglot--apply-workspace-edit (plist-get fix :edit)))
(body-check (string-match-p "\"mode\": \"updateOrCreate\"" (buffer-string)) "%s" (buffer-string))
(body-wait "the diagnostic to go" (lambda () (not (body-found "unknown sync mode"))))

(goto-char (point-min))
(search-forward "frequ")
(let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover
                              (eglot--TextDocumentPositionParams))))
  (body-check (string-match-p "How often" (format "%S" hover)) "hover: %S" hover))

(goto-char (point-max))
(search-backward "A or")
(eglot-rename "first")
(body-check (string-match-p "\"first or first\"" (buffer-string)) "%s" (buffer-string))
(body-check (string-match-p "\"label\": \"first\"" (buffer-string)) "%s" (buffer-string))

(set-buffer-modified-p nil)
(princ "emacs: diagnostics, fix, hover, rename\n")
(kill-emacs 0)
;;; emacs.el ends here
