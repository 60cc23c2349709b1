//! How people move through the library's surveys, form by form.

mod phone;

mod routing;

mod changes;

mod mistakes;

mod checks;

mod leaving;

mod reading;

/// Follows the script on the phone and compares the transcript.
fn check(mut phone: phone::Phone, script: &str, expected: &str) {
    let transcript = phone.follow(script);
    let lines: Vec<_> = expected.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(transcript.trim_end(), lines.join("\n"));
}
