//! Saves answers as they are given, and says so. While there is no connection they stay on the page,
//! and are tried again.

mod post;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{
    leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle},
    prelude::{RwSignal, Set, document, window},
    task::spawn_local,
};
use wasm_bindgen::JsCast;
use web_sys::{AbortController, Event, HtmlInputElement};

use self::post::Outcome;
use super::{
    form::{Form, on},
    live_page::Status,
};

/// So long a pause in writing counts as having finished for now.
const PAUSE: Duration = Duration::from_millis(600);
/// A page that is still here after so long has not been answered.
const ANSWER_WITHIN: Duration = Duration::from_secs(8);
const FIRST_RETRY_SECONDS: u64 = 2;
const LAST_RETRY_SECONDS: u64 = 30;

#[derive(Clone)]
pub(super) struct Saving(Rc<Inner>);

struct Inner {
    form: Form,
    status: RwSignal<Status>,
    /// Counts changes; what is kept is all up to `kept`.
    changed: Cell<u32>,
    kept: Cell<u32>,
    sending: Cell<bool>,
    /// The page is being left for good: whatever follows is the server's.
    going: Cell<bool>,
    /// The person wants to be away from here now: nothing more is kept before the last moment.
    leaving: Cell<bool>,
    /// Breaks off what is being sent.
    line: RefCell<Option<AbortController>>,
    tries: Cell<u32>,
    wait: Cell<Option<TimeoutHandle>>,
    after: RefCell<Option<After>>,
}

/// What is done once everything is kept.
enum After {
    /// The form is posted, by the button that was pressed.
    Continue(String),
    /// The page is left for this address.
    Leave(String),
}

impl Saving {
    pub fn of(form: Form, status: RwSignal<Status>) -> Self {
        Self(Rc::new(Inner {
            form,
            status,
            changed: Cell::new(0),
            kept: Cell::new(0),
            sending: Cell::new(false),
            going: Cell::new(false),
            leaving: Cell::new(false),
            line: RefCell::default(),
            tries: Cell::new(0),
            wait: Cell::new(None),
            after: RefCell::new(None),
        }))
    }

    pub fn watch(&self) {
        let this = self.clone();
        self.0.form.on("input", move |event| this.change(&event));
        let this = self.clone();
        self.0.form.on("submit", move |event| this.submit(&event));
        let this = self.clone();
        on(&window(), "online", move |_| this.keep());
    }

    /// Sends what is not kept yet while the page goes away; nobody is left to hear the outcome.
    pub fn keep_at_the_last_moment(&self) {
        if self.has_more() && !self.0.going.get() {
            post::and_forget(&self.0.form);
        }
    }

    /// Breaks off what is being sent: its answer would come after the device has forgotten whose it is,
    /// and remind it. What is not kept is sent at the last moment, and nothing by itself before that: on a slow
    /// line the answer would still be the later one.
    pub fn leave_now(&self) {
        self.0.leaving.set(true);
        if let Some(line) = self.0.line.take() {
            line.abort();
        }
        let this = self.clone();
        let _ = set_timeout_with_handle(move || this.0.leaving.set(false), ANSWER_WITHIN);
    }

    /// Leaves the page as soon as everything is kept.
    pub fn leave_for(&self, address: &str) {
        *self.0.after.borrow_mut() = Some(After::Leave(address.to_owned()));
        self.keep();
    }

    fn has_more(&self) -> bool {
        self.0.changed.get() != self.0.kept.get()
    }

    /// A choice is saved at once, writing after a pause.
    fn change(&self, event: &Event) {
        self.0.changed.set(self.0.changed.get() + 1);
        let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let chosen = input.is_some_and(|input| matches!(&*input.type_(), "radio" | "checkbox"));
        self.keep_after(if chosen { Duration::ZERO } else { PAUSE });
    }

    fn submit(&self, event: &Event) {
        event.prevent_default();
        if self.0.going.get() {
            // A second press of the same button would count as passing the question by.
            return;
        }
        *self.0.after.borrow_mut() = Some(After::Continue(pressed(event)));
        if window().navigator().on_line() {
            // A phone calls a dead line connected, so the page is kept once more before it is left:
            // whoever cannot be reached now would answer with the browser's own error.
            self.0.changed.set(self.0.changed.get() + 1);
            self.keep();
        } else {
            self.0.status.set(Status::CannotContinue);
            self.keep_after(Duration::from_secs(FIRST_RETRY_SECONDS));
        }
    }

    fn keep_after(&self, wait: Duration) {
        if let Some(waiting) = self.0.wait.take() {
            waiting.clear();
        }
        let this = self.clone();
        self.0.wait.set(set_timeout_with_handle(move || this.keep(), wait).ok());
    }

    fn keep(&self) {
        if self.0.sending.get() || self.0.going.get() || self.0.leaving.get() {
            return;
        }
        if !self.has_more() {
            self.go_on();
            return;
        }
        let version = self.0.changed.get();
        self.0.sending.set(true);
        if self.0.tries.get() == 0 {
            self.0.status.set(Status::Saving);
        }
        let line = AbortController::new().ok();
        self.0.line.replace(line.clone());
        let this = self.clone();
        spawn_local(async move {
            let outcome = post::keep(&this.0.form, line).await;
            this.0.sending.set(false);
            this.after(outcome, version);
        });
    }

    fn after(&self, outcome: Outcome, version: u32) {
        if outcome == Outcome::Kept {
            self.0.tries.set(0);
            self.0.kept.set(version);
            self.0.status.set(if self.has_more() { Status::Saving } else { Status::Saved });
            if self.has_more() {
                self.keep_after(PAUSE)
            } else {
                self.go_on()
            }
            return;
        }
        let waits = matches!(*self.0.after.borrow(), Some(After::Continue(_)));
        match outcome {
            // The server is there: its own page says best what is the matter.
            Outcome::Refused if waits => return self.go_on(),
            Outcome::Refused => self.0.status.set(Status::Failed),
            _ if waits => self.0.status.set(Status::CannotContinue),
            _ => self.0.status.set(Status::Offline),
        }
        let tries = self.0.tries.get();
        self.0.tries.set(tries + 1);
        let wait = FIRST_RETRY_SECONDS << tries.min(4);
        self.keep_after(Duration::from_secs(wait.min(LAST_RETRY_SECONDS)));
    }

    /// From here the server answers. If no answer comes, the buttons work again after a while.
    fn go(&self) {
        self.0.going.set(true);
        let this = self.clone();
        let _ = set_timeout_with_handle(move || this.0.going.set(false), ANSWER_WITHIN);
    }

    fn go_on(&self) {
        let Some(after) = self.0.after.borrow_mut().take() else { return };
        self.go();
        match after {
            After::Continue(then) => {
                let form = self.0.form.element();
                if let Ok(field) = document().create_element("input") {
                    let pairs = [("type", "hidden"), ("name", "then"), ("value", &*then)];
                    for (name, value) in pairs {
                        let _ = field.set_attribute(name, value);
                    }
                    let _ = form.append_child(&field);
                }
                let _ = form.submit();
            }
            After::Leave(address) => {
                let _ = window().location().replace(&address);
            }
        }
    }
}

/// The button's value; Enter in a box presses the first one.
fn pressed(event: &Event) -> String {
    let submitter = js_sys::Reflect::get(event, &"submitter".into()).ok();
    let button = submitter.and_then(|button| button.dyn_into::<web_sys::Element>().ok());
    button.and_then(|button| button.get_attribute("value")).unwrap_or_else(|| "next".to_owned())
}
