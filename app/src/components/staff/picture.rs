//! A square of squares that a phone's camera reads.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Empty squares that a camera needs around it.
const MARGIN: i32 = 4;

/// The picture of a text. A text too long for one is not drawn: what it holds stands beside it anyway.
#[component]
pub(crate) fn Picture(of: String, label: &'static str) -> impl IntoView {
    let code = QrCode::encode_text(&of, QrCodeEcc::Medium).ok()?;
    let size = code.size() + 2 * MARGIN;
    let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    let dark = squares.filter(|(x, y)| code.get_module(*x, *y));
    let path: String =
        dark.map(|(x, y)| format!("M{},{}h1v1h-1z", x + MARGIN, y + MARGIN)).collect();
    Some(view! {
        <svg
            class="staff-picture" role="img" aria-label=label viewBox=format!("0 0 {size} {size}")
            shape-rendering="crispEdges"
        >
            <rect width="100%" height="100%" fill="#fff" />
            <path d=path fill="#000" />
        </svg>
    })
}
