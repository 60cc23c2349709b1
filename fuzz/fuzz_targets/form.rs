//! A posted form, as bytes.
#![no_main]

use libfuzzer_sys::fuzz_target;

#[path = "../../server/src/saving/form.rs"]
#[expect(dead_code, reason = "only the reading of bytes is tried here")]
mod form;

fuzz_target!(|bytes: &[u8]| {
    let typed = form::fields(bytes);
    assert!(typed.iter().all(|(_, values)| !values.is_empty()));
});
