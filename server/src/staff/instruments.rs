//! The words of an instrument that somebody brings, with the licence for them. All that is wrong with either is told at
//! once, in the sentences of `throughline instrument load`.

use app::{
    StaffPage,
    api::staff::{Trouble, unavailable},
};
use axum::response::Response;
use chrono::NaiveDate;
use records::rights;
use surveys::{
    authoring::{Fault, read_pack},
    rights::{Right, Unfit},
    scoring::{self, Instrument, Mode, TextPack},
    typed::Typed,
};

use super::posted::{Licensing, Posted, Sent, on_to};
use crate::saving::with_file::File;

/// The largest file of words, in bytes: some fifty times the longest there is.
const LARGEST: usize = 256 * 1024;

/// What is wrong, and beside which box that is said.
type Amiss = Vec<(&'static str, String)>;

/// Keeps the words, and writes the licence into the rights register.
pub async fn record(Licensing(by): Licensing, sent: Sent<LARGEST>) -> Response {
    let page = StaffPage::Instrument;
    let Sent { mut posted, file } = sent;
    let Some(instrument) = scoring::instrument(&posted.arrival.request.names) else {
        return posted.trouble(Trouble::NotFound).await;
    };
    let mut amiss = Amiss::new();
    let pack = match words(&mut posted, file) {
        Ok(()) => read(instrument, posted.typed.raw("words"), &mut amiss),
        Err(why) => {
            amiss.push(("file", why.to_owned()));
            None
        }
    };
    let now = posted.http.clock.now();
    let right = right(instrument, &posted.typed, &mut amiss);
    let language = pack.as_ref().map(|pack| pack.language.as_str());
    amiss.extend(right.unfit(language, now.date_naive()).iter().map(beside));
    if !posted.typed.has("checked", "yes") {
        amiss.push(("checked", NOT_CHECKED.to_owned()));
    }
    let Some(pack) = pack.filter(|_| amiss.is_empty()) else {
        return posted.amiss(page, amiss).await;
    };
    let done = match rights::record(&posted.http.db, &by, (&pack, &right), now).await {
        Ok(true) => "licensed",
        Ok(false) => "licensed-before",
        Err(error) => return posted.kept(unavailable(&error)).await,
    };
    on_to(&format!("/staff/instruments/{}?done={done}", instrument.id))
}

const NOT_CHECKED: &str =
    "say that you have held the words against the owner's, and nothing is altered";
const NOT_TEXT: &str = "the file is no text, or not in UTF-8; save it again as a text in UTF-8";

/// Puts what is in the file into the box of the words, where it can be mended.
fn words(posted: &mut Posted, file: Option<File>) -> Result<(), &'static str> {
    let text = match file {
        Some(file) => String::from_utf8(file.bytes).map_err(|_| NOT_TEXT)?,
        None => posted.typed.raw("words").to_owned(),
    };
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    posted.typed.retain(|name| name != "words");
    posted.typed.add("words", text);
    Ok(())
}

fn read(instrument: &Instrument, text: &str, amiss: &mut Amiss) -> Option<TextPack> {
    match read_pack("", text) {
        Ok(pack) if pack.instrument == instrument.id => return Some(pack),
        Ok(pack) => {
            let name = scoring::instrument(&pack.instrument).map_or("another", |own| &own.name);
            amiss.push((
                "words",
                format!("these are the words of {name}, and not of {}", instrument.name),
            ));
        }
        Err(faults) => amiss.extend(faults.iter().map(|fault| ("words", told(fault)))),
    }
    None
}

fn told(fault: &Fault) -> String {
    let Fault { line, column, problem, mend, .. } = fault;
    format!("line {line}, column {column}: {problem}; {mend}")
}

fn right(instrument: &Instrument, typed: &Typed, amiss: &mut Amiss) -> Right {
    let expires = typed.one("expires");
    let expires_on = match expires.parse::<NaiveDate>() {
        _ if expires.is_empty() => None,
        Ok(last) => Some(last),
        Err(_) => {
            amiss.push((
                "expires",
                format!("“{expires}” is no day; write one like 2027-03-02, or nothing"),
            ));
            None
        }
    };
    let languages = typed.one("languages").split([',', ' ']).filter(|own| !own.is_empty());
    Right {
        instrument: instrument.id.clone(),
        reference: typed.one("reference").to_owned(),
        holder: typed.one("holder").to_owned(),
        expires_on,
        modes: Mode::ALL.into_iter().filter(|mode| typed.has("modes", mode.name())).collect(),
        languages: languages.map(str::to_owned).collect(),
    }
}

fn beside(unfit: &Unfit) -> (&'static str, String) {
    let at = match unfit {
        Unfit::Reference => "reference",
        Unfit::Holder => "holder",
        Unfit::Over(_) => "expires",
        Unfit::Modes => "modes",
        Unfit::Languages | Unfit::NotALanguage(_) | Unfit::OtherLanguage { .. } => "languages",
    };
    (at, unfit.to_string())
}
