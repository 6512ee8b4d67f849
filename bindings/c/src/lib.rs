//! The C interface; `include/polytomic_lint.h` says what a caller needs to know.
//!
//! This is the only crate of the project with `unsafe` in it: it turns pointers into slices and
//! hands out text that the caller gives back. Nothing unwinds into the caller.

#[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
mod wasm;

use std::ffi::{CString, c_char, c_int};
use std::panic::{AssertUnwindSafe, catch_unwind};

use polytomic_lint_bindings::{Error, Session, explain, rules, schema};

/// The call was carried out.
const OK: c_int = 0;
/// Something that was passed is not right.
const REFUSED: c_int = 1;
/// The linter has a bug.
const BUG: c_int = 2;

/// Carries out a call, and puts its text, or what was wrong, where the caller wants it.
///
/// # Safety
/// `out` and `out_len` are null or can be written to.
unsafe fn answer(
    out: *mut *mut c_char,
    out_len: *mut usize,
    call: impl FnOnce() -> Result<String, Error>,
) -> c_int {
    let (status, text) = match catch_unwind(AssertUnwindSafe(call)) {
        Ok(Ok(text)) => (OK, text),
        Ok(Err(error)) => (REFUSED, error.to_string()),
        Err(_) => (BUG, "polytomic-lint has a bug that this input triggers".to_owned()),
    };
    // JSON escapes NUL; a message that quotes one loses what follows.
    let text = CString::new(text).unwrap_or_else(|error| {
        let end = error.nul_position();
        CString::new(&error.into_vec()[..end]).unwrap_or_default()
    });
    if !out_len.is_null() {
        // SAFETY: the caller says that it can be written to.
        unsafe { out_len.write(text.as_bytes().len()) };
    }
    if !out.is_null() {
        // SAFETY: as above. The caller owns the text until `polytomic_lint_free`.
        unsafe { out.write(text.into_raw()) };
    }
    status
}

/// The bytes that a caller passed; none for null.
///
/// # Safety
/// `data` is null, or `len` bytes can be read there for as long as the result is used.
unsafe fn bytes<'a>(data: *const u8, len: usize) -> &'a [u8] {
    if data.is_null() || len == 0 {
        return &[];
    }
    // SAFETY: the caller says so.
    unsafe { std::slice::from_raw_parts(data, len) }
}

/// A text that ends with NUL; an empty one for null.
///
/// # Safety
/// `text` is null, or ends with NUL and stays as it is for as long as the result is used.
unsafe fn text<'a>(text: *const c_char) -> &'a [u8] {
    if text.is_null() {
        return &[];
    }
    // SAFETY: the caller says so.
    unsafe { std::ffi::CStr::from_ptr(text) }.to_bytes()
}

/// Lints a body.
///
/// # Safety
/// As the header says: `body` has `body_len` bytes, `options` is null or ends with NUL, `out` and
/// `out_len` are null or can be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polytomic_lint_lint(
    body: *const u8,
    body_len: usize,
    options: *const c_char,
    out: *mut *mut c_char,
    out_len: *mut usize,
) -> c_int {
    // SAFETY: what is promised to this function.
    unsafe {
        let (body, options) = (bytes(body, body_len), text(options));
        answer(out, out_len, || Ok(Session::new(options)?.lint(body)))
    }
}

/// Applies fixes to a body.
///
/// # Safety
/// As for [`polytomic_lint_lint`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polytomic_lint_fix(
    body: *const u8,
    body_len: usize,
    options: *const c_char,
    out: *mut *mut c_char,
    out_len: *mut usize,
) -> c_int {
    // SAFETY: what is promised to this function.
    unsafe {
        let (body, options) = (bytes(body, body_len), text(options));
        answer(out, out_len, || Ok(Session::new(options)?.fix(body)))
    }
}

/// Gives the JSON Schema of the request body.
///
/// # Safety
/// `version` is null or ends with NUL; `out` and `out_len` as for [`polytomic_lint_lint`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polytomic_lint_schema(
    version: *const c_char,
    out: *mut *mut c_char,
    out_len: *mut usize,
) -> c_int {
    // SAFETY: what is promised to this function.
    unsafe {
        let version = String::from_utf8_lossy(text(version));
        answer(out, out_len, || schema(&version).map(str::to_owned))
    }
}

/// Lists every rule.
///
/// # Safety
/// `out` and `out_len` as for [`polytomic_lint_lint`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polytomic_lint_rules(out: *mut *mut c_char, out_len: *mut usize) -> c_int {
    // SAFETY: what is promised to this function.
    unsafe { answer(out, out_len, || Ok(rules())) }
}

/// Gives a rule with its documentation.
///
/// # Safety
/// `rule` is null or ends with NUL; `out` and `out_len` as for [`polytomic_lint_lint`].
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polytomic_lint_explain(
    rule: *const c_char,
    out: *mut *mut c_char,
    out_len: *mut usize,
) -> c_int {
    // SAFETY: what is promised to this function.
    unsafe {
        let rule = String::from_utf8_lossy(text(rule));
        answer(out, out_len, || explain(&rule))
    }
}

/// The linter's version; the text stays where it is and is not freed.
#[unsafe(no_mangle)]
pub extern "C" fn polytomic_lint_version() -> *const c_char {
    const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "\0");
    VERSION.as_ptr().cast()
}

/// Frees a text that a call gave.
///
/// # Safety
/// `text` is null, or came from one of the calls above and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polytomic_lint_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: it is a `CString` that `answer` gave away.
        drop(unsafe { CString::from_raw(text) });
    }
}
