//! What a host of WebAssembly needs besides: memory to write into, and nothing to import.

use std::alloc::{Layout, alloc, dealloc};

/// Enough for every type of the interface.
const ALIGN: usize = 8;

/// Memory for the host to write into; null when there is none.
#[unsafe(no_mangle)]
pub extern "C" fn polytomic_lint_alloc(size: usize) -> *mut u8 {
    match Layout::from_size_align(size.max(1), ALIGN) {
        // SAFETY: the size is not zero.
        Ok(layout) => unsafe { alloc(layout) },
        Err(_) => std::ptr::null_mut(),
    }
}

/// Gives memory back.
///
/// # Safety
/// `data` came from [`polytomic_lint_alloc`] with the same `size`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polytomic_lint_dealloc(data: *mut u8, size: usize) {
    if let Ok(layout) = Layout::from_size_align(size.max(1), ALIGN) {
        // SAFETY: it was allocated with this layout.
        unsafe { dealloc(data, layout) };
    }
}

/// The seed of the hash maps: fixed, since a module without imports has no source of randomness.
/// Who could choose keys that collide is the host itself.
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(
    dest: *mut u8,
    len: usize,
) -> Result<(), getrandom::Error> {
    // SAFETY: getrandom passes a buffer of that length.
    unsafe { std::ptr::write_bytes(dest, 0x5a, len) };
    Ok(())
}
