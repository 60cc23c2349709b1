//! From a request to the page that answers it. Everything is read first; then the page is drawn in one
//! go, so nothing in it waits and nothing of it is sent before it is whole.

use ::surveys::typed::Typed;
use http::StatusCode;
use leptos::{nonce::Nonce, prelude::*};
use records::drafts::{Draft, Together};

use crate::{
    api::{
        Away,
        door::Request,
        staff::{self, door::StaffRequest, surveys::Whose},
    },
    components::staff::frame::Who,
    pages::{
        staff::{protocol, surveys},
        trouble::trouble,
        try_again::try_again,
    },
    routes::{
        Draw, Page,
        staff::{StaffPage, draw_trouble},
    },
    shell::{document, staff_document},
    site::SiteFiles,
};

/// What a request for a page is answered with.
pub enum Answer {
    /// A page.
    Page {
        /// What programs understand of it.
        status: StatusCode,
        /// The whole document.
        html: String,
        /// The script of the document runs when the policy sent with it names this; most pages have
        /// no script.
        nonce: Option<String>,
    },
    /// The address of the page that is to be read instead.
    GoTo(String),
}

/// Reads what a page shows, and draws it. When the database failed a post, nothing more is asked of
/// it: the page carries what was typed, and one press sends it again.
pub async fn draw(page: Page, request: Request, files: &SiteFiles) -> Answer {
    let spares_data = request.spares_data;
    let read = match request.not_saved().cloned() {
        Some(typed) => Ok(Box::new(move || try_again(&typed)) as Draw),
        None => page.read(request).await,
    };
    let draw = match read {
        Ok(draw) => draw,
        Err(Away::Trouble(error, place)) => Box::new(move || trouble(error, place)),
        Err(Away::To(address)) => return Answer::GoTo(address),
    };
    // Owns what the islands of the page make, until it is drawn.
    let owner = Owner::new_root(None);
    let answer = owner.with(|| {
        let page = draw();
        let status = page.status;
        let package = files.package.clone().filter(|_| page.has_islands && !spares_data);
        let waking = package.map(|package| (package, Nonce::new().to_string()));
        let nonce = waking.as_ref().map(|(_, nonce)| nonce.clone());
        let html = document(page, files, waking).to_html();
        Answer::Page { status, html, nonce }
    });
    owner.unset_with_forced_cleanup();
    answer
}

/// Reads what a page of staff shows, and draws it. Nothing is read for a page that is in trouble.
pub async fn draw_staff(
    page: Result<StaffPage, staff::Trouble>,
    request: StaffRequest,
    files: &SiteFiles,
) -> Answer {
    let who = request.member().ok().map(|member| Who::of(&member));
    let (said, calls) = (request.said.clone(), staff::calls::place(&request));
    let held = staff::messages::held(&request).await;
    let read = match page {
        Ok(page) => page.read(request).await,
        Err(trouble) => Err(staff::Away::Trouble(trouble)),
    };
    let draw = match read {
        Ok(draw) => draw,
        Err(staff::Away::Trouble(trouble)) => draw_trouble(trouble, said, calls),
        Err(staff::Away::To(address)) => return Answer::GoTo(address.into_owned()),
    };
    let owner = Owner::new_root(None);
    let answer = owner.with(|| {
        provide_context(files.clone());
        let page = draw().for_whom(who, held);
        let status = page.status;
        let nonce = page.script.map(|_| Nonce::new().to_string());
        let html = staff_document(page, files, nonce.clone()).to_html();
        Answer::Page { status, html, nonce }
    });
    owner.unset_with_forced_cleanup();
    answer
}

/// Reads what stands beside the text of a draft, and draws that alone, for a page that is open already.
///
/// # Errors
/// What is in the way of it.
pub async fn draw_beside(
    (page, request): (StaffPage, StaffRequest),
    files: &SiteFiles,
) -> Result<String, staff::Trouble> {
    let drawn = |draw: &dyn Fn() -> String| Owner::new_root(None).with(draw);
    let away = |away| match away {
        staff::Away::Trouble(trouble) => trouble,
        staff::Away::To(_) => staff::Trouble::NotFound,
    };
    if page == StaffPage::ProtocolNext {
        let typing = staff::protocol::typing(request).await.map_err(away)?;
        return Ok(drawn(&|| protocol::beside(&typing)));
    }
    let writing = staff::surveys::typing(request).await.map_err(away)?;
    Ok(drawn(&|| surveys::beside(&writing, files)))
}

/// Draws what somebody else saved while a page was open, as it is joined with what was seen there.
#[must_use]
pub fn draw_joined(now: &Draft, together: &Together, seen: (Whose, &str)) -> String {
    Owner::new_root(None).with(|| surveys::joined(now, together, seen).to_html())
}

/// Draws the lines that somebody else and whoever writes changed both.
#[must_use]
pub fn draw_apart(together: &Together, typed: (Whose, &Typed)) -> String {
    Owner::new_root(None).with(|| surveys::apart(together, typed).to_html())
}
