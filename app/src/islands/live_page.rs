//! The line under a page's questions that says what has become of the answers. With scripts it also
//! shows follow-up questions at once, counts characters, saves as answers are given, and locks.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use surveys::condition::Condition;

/// What the page can decide without the server.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Live {
    /// Questions that come and go, in the order of the page.
    pub follows: Vec<Follow>,
    /// The fields that their conditions look at, and how each is read.
    pub fields: Vec<(String, Sort)>,
}

/// A question that comes and goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Follow {
    /// Its key.
    pub question: String,
    /// When it is asked, in terms of the page's fields.
    pub asked_if: Condition,
}

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// One code.
    Code,
    /// Every code that is ticked.
    Codes,
    /// A number.
    Number,
    /// A day, month and year.
    Date,
    /// A month and year.
    Month,
    /// Words.
    Text,
}

/// What has become of the answers on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "only scripts save on the way"))]
pub enum Status {
    /// Nothing to say yet.
    #[default]
    Quiet,
    /// On their way.
    Saving,
    /// Durably kept.
    Saved,
    /// The server cannot be reached; they are kept on the page.
    Offline,
    /// Continue was pressed, and the server cannot be reached.
    CannotContinue,
    /// The server was reached and could not keep them.
    Failed,
}

#[cfg(feature = "ssr")]
impl Status {
    /// What is said of each but the first.
    pub(crate) const PHRASES: [surveys::phrases::Phrase; 5] = {
        use surveys::phrases::Phrase::{CannotContinue, NotSaved, Offline, Saved, Saving};
        [Saving, Saved, Offline, CannotContinue, NotSaved]
    };
}

impl Status {
    fn state(self) -> Option<&'static str> {
        match self {
            Self::Quiet => None,
            Self::Saving => Some("saving"),
            Self::Saved => Some("saved"),
            Self::Offline | Self::CannotContinue => Some("offline"),
            Self::Failed => Some("failed"),
        }
    }

    /// In another language, in the order of [`Status::PHRASES`]; in English where there is none.
    fn words(self, said: &[String]) -> String {
        let nth = match self {
            Self::Quiet => None,
            Self::Saving => said.first(),
            Self::Saved => said.get(1),
            Self::Offline => said.get(2),
            Self::CannotContinue => said.get(3),
            Self::Failed => said.get(4),
        };
        nth.map_or_else(|| self.in_english().to_owned(), Clone::clone)
    }

    fn in_english(self) -> &'static str {
        match self {
            Self::Quiet => "",
            Self::Saving => "Saving…",
            Self::Saved => "Saved",
            Self::Offline => {
                "No connection. Your answers are kept on this page, and we will save them when it \
                 is back."
            }
            Self::CannotContinue => {
                "We cannot go on without a connection. Nothing is lost: leave this page open and \
                 we will go on by ourselves."
            }
            Self::Failed => {
                "We could not save this yet. Leave this page open: we will keep trying."
            }
        }
    }
}

/// One for each page with questions, inside its form.
#[island]
pub fn LivePage(
    /// What the page can decide by itself.
    live: Live,
    /// Where the person shows again who they are, if they can.
    lock: Option<String>,
    /// What is said while it saves, where that is not English.
    said: Vec<String>,
) -> impl IntoView {
    let status = RwSignal::new(Status::default());
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| enliven(&live, lock.as_deref(), status));
    #[cfg(not(feature = "hydrate"))]
    drop((live, lock));
    view! {
        <p class="status" role="status" data-state=move || status.get().state()>
            {move || status.get().words(&said)}
        </p>
    }
}

#[cfg(feature = "hydrate")]
fn enliven(live: &Live, lock: Option<&str>, status: RwSignal<Status>) {
    use super::{alone, count, follow, form::Form, leaving, lock as idle, saving::Saving};

    let Some(form) = Form::of_page() else { return };
    let saving = Saving::of(form.clone(), status);
    // In this order at each event: what an answer unticks, what then follows, what is saved.
    alone::watch(&form);
    follow::watch(&form, live);
    count::watch(&form);
    saving.watch();
    leaving::watch(&saving);
    if let Some(address) = lock.map(str::to_owned) {
        idle::watch(move || saving.leave_for(&address));
    }
}
