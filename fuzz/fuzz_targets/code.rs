//! A short code, as somebody typed it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use records::links::ShortCode;

fuzz_target!(|typed: &str| {
    if let Some(code) = ShortCode::read(typed) {
        assert_eq!(ShortCode::read(&code.to_string()), Some(code));
    }
});
