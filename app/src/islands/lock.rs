//! A page that nobody has touched for ten minutes is put away: what was typed is saved, and whoever
//! comes back says again who they are.

use std::{cell::Cell, rc::Rc, time::Duration};

use leptos::{leptos_dom::helpers::set_interval_with_handle, prelude::document};

use super::form::on;

const IDLE_MS: f64 = 10.0 * 60.0 * 1000.0;
const LOOK_EVERY: Duration = Duration::from_secs(15);

pub(super) fn watch(put_away: impl Fn() + Clone + 'static) {
    let touched = Rc::new(Cell::new(js_sys::Date::now()));
    for kind in ["input", "keydown", "pointerdown", "scroll"] {
        let touched = touched.clone();
        on(&document(), kind, move |_| touched.set(js_sys::Date::now()));
    }
    let look = move || {
        if js_sys::Date::now() - touched.get() > IDLE_MS {
            put_away();
        }
    };
    let _ = set_interval_with_handle(look.clone(), LOOK_EVERY);
    // A phone's timers stand still while it sleeps.
    on(&document(), "visibilitychange", move |_| {
        if !document().hidden() {
            look();
        }
    });
}
