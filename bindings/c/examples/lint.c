/*
 * Lints a file and prints the JSON report. The status is 0 when there are no errors.
 *
 *   cargo build -p polytomic-lint-c
 *   cc -Ibindings/c/include bindings/c/examples/lint.c -Ltarget/debug -lpolytomic_lint -o lint
 *   LD_LIBRARY_PATH=target/debug ./lint examples/broken.sync.json '{"strict": true}'
 */
#include <polytomic_lint.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes of a file; NULL when it cannot be read. */
static uint8_t *contents(const char *path, size_t *length) {
  FILE *file = fopen(path, "rb");
  uint8_t *bytes = NULL;
  size_t room = 0, read;
  *length = 0;
  if (file == NULL) return NULL;
  do {
    room = room * 2 + 65536;
    bytes = realloc(bytes, room);
    if (bytes == NULL) break;
    read = fread(bytes + *length, 1, room - *length, file);
    *length += read;
  } while (read > 0);
  fclose(file);
  return bytes;
}

int main(int argc, char **argv) {
  char *report;
  size_t length, report_length;
  uint8_t *body;
  int status;

  if (argc < 2) {
    fprintf(stderr, "usage: lint FILE [OPTIONS]\n");
    return 2;
  }
  body = contents(argv[1], &length);
  if (body == NULL) {
    perror(argv[1]);
    return 2;
  }
  status = polytomic_lint_lint(body, length, argc > 2 ? argv[2] : NULL, &report, &report_length);
  free(body);
  if (status == POLYTOMIC_LINT_OK) {
    fwrite(report, 1, report_length, stdout);
    /* The summary is the one place where `errors` is a number. */
    status = strstr(report, "\"errors\": 0,") == NULL;
  } else {
    fprintf(stderr, "%s\n", report);
    status = 2;
  }
  polytomic_lint_free(report);
  return status;
}
