/* Makes every call, rightly and wrongly. Runs under a memory checker; ends with 1 on a surprise. */
#include <polytomic_lint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int failures = 0;

static void hold(int holds, const char *what, const char *shown) {
  if (!holds) {
    fprintf(stderr, "%s: %s\n", what, shown != NULL ? shown : "(no text)");
    failures = 1;
  }
}

/* A call has this status, and its text contains that, is as long as it says, and is freed. */
static void expect(const char *what, int status, int wanted, char *text, size_t length,
                   const char *part) {
  hold(status == wanted, what, text);
  hold(text != NULL && strlen(text) == length, what, text);
  hold(text != NULL && strstr(text, part) != NULL, what, text);
  polytomic_lint_free(text);
}

static void lint(const char *what, const void *body, size_t length, const char *options, int wanted,
                 const char *part) {
  /* A copy that ends where the body does, so that the checker sees a read past it. */
  uint8_t *copy = length > 0 ? malloc(length) : NULL;
  char *text = NULL;
  size_t text_length = 0;
  int status;
  if (copy != NULL) memcpy(copy, body, length);
  status = polytomic_lint_lint(copy, length, options, &text, &text_length);
  expect(what, status, wanted, text, text_length, part);
  status = polytomic_lint_fix(copy, length, options, &text, &text_length);
  expect(what, status, wanted, text, text_length, wanted == POLYTOMIC_LINT_OK ? "\"report\"" : part);
  free(copy);
}

int main(void) {
  static const char broken[] = "{\"name\": 'Accounts', \"mode\": \"upsert\", }";
  static const unsigned char bytes[] = {'{', '"', 0xff, 0xc3, '"', ':', 0, 0xf0, 0x9f, 0xa6};
  char *text = NULL;
  size_t length = 0;
  int status;
  unsigned seed = 1;
  int round;

  lint("a broken body", broken, strlen(broken), "{\"strict\": true}", POLYTOMIC_LINT_OK, "PT024");
  lint("no options", broken, strlen(broken), NULL, POLYTOMIC_LINT_OK, "PT014");
  lint("empty options", broken, strlen(broken), "", POLYTOMIC_LINT_OK, "PT014");
  lint("places", broken, strlen(broken), "{\"positions\": \"utf-16\"}", POLYTOMIC_LINT_OK, "\"range\"");
  lint("no body", NULL, 0, NULL, POLYTOMIC_LINT_OK, "PT017");
  lint("bytes", bytes, sizeof bytes, NULL, POLYTOMIC_LINT_OK, "PT015");
  lint("an unknown option", "{}", 2, "{\"stric\": true}", POLYTOMIC_LINT_REFUSED, "did you mean");
  lint("options that are no object", "{}", 2, "[", POLYTOMIC_LINT_REFUSED, "JSON object");
  lint("options with NUL", "{}", 2, "{\"a\\u0000b\": 1}", POLYTOMIC_LINT_REFUSED, "unknown option");
  lint("options that are not UTF-8", "{}", 2, "{\"\xff\": 1}", POLYTOMIC_LINT_REFUSED, "JSON object");

  for (round = 0; round < 200; round++) {
    unsigned char noise[64];
    size_t at;
    memcpy(noise, broken, sizeof broken < 64 ? sizeof broken : 64);
    for (at = 0; at < 6; at++) {
      seed = seed * 1103515245u + 12345u;
      noise[(seed >> 8) % (sizeof broken - 1)] = (unsigned char)(seed >> 16);
    }
    lint("noise", noise, sizeof broken - 1, NULL, POLYTOMIC_LINT_OK, "\"diagnostics\"");
  }

  status = polytomic_lint_schema("2024-02-08", &text, &length);
  expect("a schema", status, POLYTOMIC_LINT_OK, text, length, "2024-02-08");
  status = polytomic_lint_schema(NULL, &text, &length);
  expect("the latest schema", status, POLYTOMIC_LINT_OK, text, length, "2025-09-18");
  status = polytomic_lint_schema("1999", &text, &length);
  expect("no schema", status, POLYTOMIC_LINT_REFUSED, text, length, "1999");
  status = polytomic_lint_rules(&text, &length);
  expect("the rules", status, POLYTOMIC_LINT_OK, text, length, "\"PT071\"");
  status = polytomic_lint_explain("logic-unknown-label", &text, &length);
  expect("a rule", status, POLYTOMIC_LINT_OK, text, length, "PT071");
  status = polytomic_lint_explain(NULL, &text, &length);
  expect("no rule", status, POLYTOMIC_LINT_REFUSED, text, length, "rule");

  /* A caller may want neither the text nor its length. */
  status = polytomic_lint_rules(NULL, NULL);
  hold(status == POLYTOMIC_LINT_OK, "text that nobody wants", NULL);
  status = polytomic_lint_rules(&text, NULL);
  expect("a length that nobody wants", status, POLYTOMIC_LINT_OK, text, text ? strlen(text) : 0, "PT");
  polytomic_lint_free(NULL);
  hold(strchr(polytomic_lint_version(), '.') != NULL, "the version", polytomic_lint_version());
  return failures;
}
