//! A square of squares that a phone's camera reads.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Empty squares that a camera needs around it.
const MARGIN: i32 = 4;

/// The dark squares of a picture.
pub struct Squares {
    /// How wide and how high it is, with what is empty around it.
    pub size: i32,
    /// The path of an SVG that draws them, each of width 1.
    pub path: String,
}

impl Squares {
    /// Those of a text, unless it is too long for a picture.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let squares = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = squares.filter(|(x, y)| code.get_module(*x, *y));
        let path = dark.map(|(x, y)| format!("M{},{}h1v1h-1z", x + MARGIN, y + MARGIN)).collect();
        Some(Self { size: code.size() + 2 * MARGIN, path })
    }
}

/// The picture of a text. A text too long for one is not drawn: what it holds stands beside it anyway.
#[component]
pub(crate) fn Picture(of: String, label: &'static str) -> impl IntoView {
    let Squares { size, path } = Squares::of(&of)?;
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
