//! What a stranger says of where they come from.
#![no_main]

use axum::http::{HeaderMap, HeaderValue};
use libfuzzer_sys::fuzz_target;

#[path = "../../server/src/peers.rs"]
mod peers;

fuzz_target!(|bytes: &[u8]| {
    let peers::Peer(stranger) = peers::Peer([203, 0, 113, 9].into());
    let proxies = peers::Proxies::read(["10.0.0.0/8"]).unwrap();
    let mut headers = HeaderMap::new();
    for line in bytes.split(|byte| *byte == b'\n') {
        if let Ok(line) = HeaderValue::from_bytes(line) {
            headers.append("x-forwarded-for", line);
        }
    }
    assert_eq!(proxies.client(stranger, &headers), stranger);
    proxies.client([10, 0, 0, 1].into(), &headers);
});
