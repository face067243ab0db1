;; -*- lexical-binding: t -*-
;; Opens FILE in Emacs with the configuration CONFIGURATION for eglot, mends line LINE with the text MENDED, and writes to OUT what
;; flymake shows before and after: a line of JSON each. Columns are characters from 0, as Emacs counts.
(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'json)

(define-derived-mode terraform-mode prog-mode "Terraform")
(add-to-list 'auto-mode-alist '("\\.tf\\'" . terraform-mode))
(load-file (getenv "CONFIGURATION"))
(setq eglot-sync-connect 20
      eglot-autoshutdown nil
      eglot-events-buffer-size 0
      flymake-no-changes-timeout 0.05)

(defun shown ()
  (vconcat
   (mapcar
    (lambda (found)
      (save-excursion
        (goto-char (flymake-diagnostic-beg found))
        (list :line (1- (line-number-at-pos))
              :from (- (point) (line-beginning-position))
              :to (- (flymake-diagnostic-end found) (line-beginning-position))
              :type (format "%s" (flymake-diagnostic-type found))
              :message (flymake-diagnostic-text found))))
    (flymake-diagnostics))))

(defun tell (step)
  (write-region (concat (json-encode (list :step step :diagnostics (shown))) "\n") nil (getenv "OUT") t 'quiet))

(defun wait-for (number)
  (let ((end (+ (float-time) 20)))
    (while (and (/= number (length (flymake-diagnostics))) (< (float-time) end))
      (accept-process-output nil 0.05)
      (sit-for 0.01))))

(find-file (getenv "FILE"))
;; Where eglot-ensure connects; without a command loop nobody runs it.
(run-hooks 'post-command-hook)
(flymake-mode 1)
(flymake-start)
(wait-for 1)
(tell "opened")
(goto-char (point-min))
(forward-line (string-to-number (getenv "LINE")))
(delete-region (point) (line-end-position))
(insert (getenv "MENDED"))
;; Nobody sends the change either.
(eglot--signal-textDocument/didChange)
(wait-for 0)
(tell "mended")
(set-buffer-modified-p nil)
(eglot-shutdown (eglot-current-server))
(tell "stopped")
