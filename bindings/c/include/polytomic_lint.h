/*
 * polytomic-lint for C: tells what is wrong with the body of a Create Sync request to Polytomic.
 *
 * A call takes bytes and options as JSON and gives JSON. All calls can be made from any thread, at
 * any time. None touches the file system or the network, and none unwinds or exits: a bug of the
 * linter is a status.
 *
 * Ownership: what is passed in stays the caller's and is not kept. What a call writes to `*out` is
 * the caller's too, and goes back with polytomic_lint_free().
 */
#ifndef POLYTOMIC_LINT_H
#define POLYTOMIC_LINT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a call returns. */
enum polytomic_lint_status {
  /* `*out` is what was asked for. */
  POLYTOMIC_LINT_OK = 0,
  /* Something that was passed is not right; `*out` says what, in one line of text. */
  POLYTOMIC_LINT_REFUSED = 1,
  /* The linter has a bug; `*out` says so. */
  POLYTOMIC_LINT_BUG = 2
};

/*
 * The parameters that calls share:
 *
 * body, body_len  The body, any bytes at all; it need not end with NUL. NULL is no bytes.
 * options         A JSON object that ends with NUL; NULL and "" set no option. Its schema is
 *                 schema/options.schema.json.
 * out             Where the text is put: UTF-8 that ends with NUL. NULL throws it away.
 * out_len         Where its length is put, without the NUL; may be NULL.
 */

/* Lints a body: the JSON report of `polytomic-lint check --format json`. Its schema is
 * schema/report.schema.json. */
int polytomic_lint_lint(const uint8_t *body, size_t body_len, const char *options,
                        char **out, size_t *out_len);

/* Applies safe fixes, with {"unsafe_fixes": true} good guesses too: a JSON object with `text` (the
 * whole text after that; null where the body is not UTF-8 and cannot be kept byte for byte),
 * `count` (how many fixes were applied), and `report` (the report on `text`). */
int polytomic_lint_fix(const uint8_t *body, size_t body_len, const char *options,
                       char **out, size_t *out_len);

/* The JSON Schema of the body, for an API version such as "2024-02-08"; NULL, "", and "latest" are
 * the latest. */
int polytomic_lint_schema(const char *version, char **out, size_t *out_len);

/* Every rule: a JSON array, as `polytomic-lint rules --format json` prints it. */
int polytomic_lint_rules(char **out, size_t *out_len);

/* One rule, by code or name, with its documentation in Markdown: a JSON object, as
 * `polytomic-lint explain RULE --format json` prints it. */
int polytomic_lint_explain(const char *rule, char **out, size_t *out_len);

/* The version of the linter. The text stays where it is; it is not freed. */
const char *polytomic_lint_version(void);

/* Frees what a call wrote to `*out`; NULL is fine. */
void polytomic_lint_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
