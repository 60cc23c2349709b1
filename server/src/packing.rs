//! What is sent over the line in its smaller forms.

use std::cell::RefCell;

use axum::{
    body::Bytes,
    http::{HeaderMap, header::ACCEPT_ENCODING},
};
use libdeflater::{CompressionLvl, Compressor};

thread_local! {
    /// Making one takes longer than packing a page with it.
    static PACKER: RefCell<Compressor> = RefCell::new(Compressor::new(quick()));
}

/// The lowest level that packs at all: the crate's own fastest only wraps.
fn quick() -> CompressionLvl {
    CompressionLvl::new(1).unwrap_or_default()
}

/// A whole page, as gzip. It is drawn for one person and packed once, so it is packed quickly; files,
/// which everyone gets, were packed as small as can be when the site was built.
pub fn gzip(page: &[u8]) -> Bytes {
    PACKER.with_borrow_mut(|packer| {
        let mut packed = vec![0; packer.gzip_compress_bound(page.len())];
        let length = packer
            .gzip_compress(page, &mut packed)
            .unwrap_or_else(|_| unreachable!("the packed page has room for the longest there is"));
        packed.truncate(length);
        packed.into()
    })
}

/// Whether the browser reads `br` or `gzip`.
pub fn accepts(asked: &HeaderMap, form: &str) -> bool {
    let accepted = asked.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or("");
    accepted.split(',').any(|one| {
        let mut parts = one.split(';').map(str::trim);
        let refused = |part: &str| part.replace(' ', "").trim_end_matches(['0', '.']) == "q=";
        parts.next() == Some(form) && !parts.any(refused)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_page_is_less_than_half_as_long() {
        let page = "<label for=\"q-1\">One</label><input id=\"q-1\" type=\"radio\">".repeat(20);

        let packed = gzip(page.as_bytes());

        assert!(packed.len() < page.len() / 2, "{} of {}", packed.len(), page.len());
    }

    #[test]
    fn a_form_is_sent_only_to_browsers_that_read_it() {
        let accepts = |accepted: &'static str, form| {
            let asked = HeaderMap::from_iter([(ACCEPT_ENCODING, accepted.parse().expect("text"))]);
            accepts(&asked, form)
        };

        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.8", "br"));
        assert!(!accepts("gzip, br;q=0", "br"));
        assert!(!accepts("gzip, br;q=0.000", "br"));
        assert!(!accepts("", "gzip"));
    }
}
