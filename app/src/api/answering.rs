//! What is read while answering: a page of questions, the answers to be checked.

use records::responses::{self, Reviewed, Shown};
use surveys::{
    keys::PageKey,
    phrases::Words,
    shown::{Line, ShownPage},
};

use super::{
    AppError, Away, Place,
    door::{Request, Visit},
};

/// A page of questions, drawn from what is stored.
pub(crate) struct Opened {
    pub place: Place,
    pub page: ShownPage,
    /// Whether the page can be locked: only someone whose birthday is known can open it again.
    pub can_lock: bool,
}

pub(crate) async fn page(request: Request) -> Result<Opened, Away> {
    let Visit { who, place } = request.visit().await?;
    let Ok(key) = PageKey::new(&request.page) else {
        return Err(Away::Trouble(AppError::NotFound, Some(place)));
    };
    let shown = responses::show_page(&request.db, &who, &key, request.now).await;
    match shown.map_err(|error| place.away(error))? {
        Shown::Page(page) => Ok(Opened { place, page: *page, can_lock: who.birthday_is_known() }),
        Shown::GoTo(stage) => Err(place.at(&stage)),
    }
}

/// Every answer, to be looked over.
pub(crate) struct Review {
    pub place: Place,
    pub lines: Vec<Line>,
    /// The language they are in.
    pub language: String,
    pub words: Words,
    pub can_lock: bool,
}

pub(crate) async fn review(request: Request) -> Result<Review, Away> {
    let Visit { who, place } = request.visit().await?;
    let reviewed = responses::review(&request.db, &who, request.now).await;
    match reviewed.map_err(|error| place.away(error))? {
        Reviewed::Lines { lines, language, words, .. } => {
            Ok(Review { place, lines, language, words, can_lock: who.birthday_is_known() })
        }
        Reviewed::GoTo(stage) => Err(place.at(&stage)),
    }
}
