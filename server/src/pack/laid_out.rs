//! A questionnaire piece by piece, in the order in which people meet it, and the same with what went and what came
//! since an earlier version.

use std::collections::HashMap;

use surveys::{
    comparing::{Passage, words},
    definition::{Page, Question, Section, Survey},
    keys::{PageKey, QuestionKey},
    questionnaire,
};

/// How it comes to people.
#[derive(Clone, Copy)]
pub enum Mode {
    /// They read it on a phone or a computer.
    Read,
    /// An interviewer reads it out.
    Heard,
}

/// What a piece is of, in whichever version.
enum Of {
    /// A heading above pages, by its words: it has no key.
    Section(String, Vec<PageKey>),
    /// What stands above the questions of a page.
    Page(PageKey),
    Question(QuestionKey),
}

struct Piece {
    of: Of,
    /// Of a page that has neither title nor intro there are none.
    words: String,
}

/// A piece with what changed in it.
pub struct Tracked {
    /// It names a section.
    pub is_heading: bool,
    pub passages: Vec<Passage>,
}

/// The questionnaire; what changed is marked where there is an earlier version. What went stands where it stood:
/// behind what came before it.
pub fn laid_out(survey: &Survey, since: Option<&Survey>, mode: Mode) -> Vec<Tracked> {
    let new = pieces(survey, mode);
    let Some(since) = since else {
        let kept = new.into_iter().map(|piece| Tracked {
            is_heading: piece.is_heading(),
            passages: vec![Passage::Kept(piece.words)],
        });
        return kept.filter(Tracked::has_words).collect();
    };
    let old = pieces(since, mode);
    let tracked = in_order(&old, &new).into_iter().map(|(was, is)| {
        let (was, is) = (was.map(|place| &old[place]), is.map(|place| &new[place]));
        let text = |piece: Option<&Piece>| piece.map_or("", |piece| &piece.words).to_owned();
        Tracked {
            is_heading: is.or(was).is_some_and(Piece::is_heading),
            passages: changed(&text(was), &text(is)),
        }
    });
    tracked.filter(Tracked::has_words).collect()
}

impl Tracked {
    fn has_words(&self) -> bool {
        let empty = |passage: &Passage| matches!(passage, Passage::Kept(text) if text.is_empty());
        !self.passages.iter().all(empty)
    }
}

impl Piece {
    fn is_heading(&self) -> bool {
        matches!(self.of, Of::Section(..))
    }
}

fn pieces(survey: &Survey, mode: Mode) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for Section { title, pages } in &survey.sections {
        let keys = pages.iter().map(|page| page.key.clone()).collect();
        pieces.push(Piece { of: Of::Section(title.clone(), keys), words: title.clone() });
        for Page { key, title, intro, questions } in pages {
            let intro = intro.as_deref().map(questionnaire::plain);
            let above: Vec<_> = [title.clone(), intro].into_iter().flatten().collect();
            pieces.push(Piece { of: Of::Page(key.clone()), words: above.join("\n") });
            pieces.extend(questions.iter().map(|question| asked(question, survey, mode)));
        }
    }
    pieces
}

fn asked(question: &Question, survey: &Survey, mode: Mode) -> Piece {
    let words = match mode {
        Mode::Read => questionnaire::on_paper(question, survey),
        Mode::Heard => questionnaire::read_out(question, survey),
    };
    Piece { of: Of::Question(question.key.clone()), words }
}

/// Each piece by its place in the old and in the new one.
fn in_order(old: &[Piece], new: &[Piece]) -> Vec<(Option<usize>, Option<usize>)> {
    let was = before(old, new);
    let mut rows: Vec<_> = was.iter().enumerate().map(|(place, was)| (*was, Some(place))).collect();
    for gone in (0..old.len()).filter(|place| !was.contains(&Some(*place))) {
        let above = |(was, _): &(Option<usize>, _)| gone > 0 && *was == Some(gone - 1);
        let behind = rows.iter().position(above).map_or(0, |place| place + 1);
        rows.insert(behind, (Some(gone), None));
    }
    rows
}

/// Where each new piece stood. A section is the same when its words are, or else when it has a page of it still.
fn before(old: &[Piece], new: &[Piece]) -> Vec<Option<usize>> {
    let places = old.iter().enumerate();
    let places: HashMap<_, _> = places.map(|(place, piece)| (piece.of.named(), place)).collect();
    let mut was: Vec<_> = new.iter().map(|piece| places.get(&piece.of.named()).copied()).collect();
    for (place, piece) in new.iter().enumerate().filter(|(_, piece)| piece.is_heading()) {
        let free = |at: &usize| !was.contains(&Some(*at)) && piece.of.shares_a_page(&old[*at].of);
        was[place] = was[place].or_else(|| (0..old.len()).find(free));
    }
    was
}

impl Of {
    /// Kinds apart: a page may be called as a question is.
    fn named(&self) -> (u8, &str) {
        match self {
            Self::Section(title, _) => (0, title),
            Self::Page(key) => (1, key.as_str()),
            Self::Question(key) => (2, key.as_str()),
        }
    }

    fn shares_a_page(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Section(_, own), Self::Section(_, others)) => {
                own.iter().any(|page| others.contains(page))
            }
            _ => false,
        }
    }
}

/// Word by word, and the end of a line apart from its last word: a line that is added behind another changes nothing in
/// it, and other words in a line leave its end alone.
fn changed(old: &str, new: &str) -> Vec<Passage> {
    let ended = |text: &str| if text.is_empty() { String::new() } else { format!("{text}\n") };
    let mut told: Vec<Passage> = Vec::new();
    for mut passage in words(&ended(old), &ended(new)) {
        if let (Some(Passage::Gone(gone)), Passage::New(came)) = (told.last_mut(), &mut passage)
            && gone.ends_with('\n')
            && came.ends_with('\n')
        {
            gone.pop();
            came.pop();
            told.extend([passage, Passage::Kept("\n".to_owned())]);
        } else {
            told.push(passage);
        }
    }
    if let Some(Passage::Kept(last) | Passage::Gone(last) | Passage::New(last)) = told.last_mut()
        && last.ends_with('\n')
    {
        last.pop();
    }
    told
}
