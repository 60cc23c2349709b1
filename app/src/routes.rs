//! Which page answers which address, what is read for it, and what draws it.

pub mod staff;

use std::future::Future;

use crate::{
    api::{AppError, Away, answering, choices, complaint, door::Request, emails, support, welcome},
    components::frame::Framed,
    pages::{
        check::check,
        code::code,
        complaint::complaint as complain,
        consent::consent,
        emails::emails as stop_emails,
        front::front,
        help::help,
        later::later,
        question::question,
        reading::{accessibility, information, privacy, stop},
        review::review,
        support::support,
        thanks::thanks,
        welcome::welcome as first,
        you::{
            answers::answers,
            consent::{again, change},
            details::details,
            pause::pause,
            receipt::receipt,
            stop::{confirm, stop as choose},
            you,
        },
    },
};

/// A page of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// For whoever comes without a link.
    Front,
    /// For whoever has a short code.
    Code,
    /// What this is, how long it takes, and the way in.
    Welcome,
    /// The consent form.
    Consent,
    /// The check of the person.
    Check,
    /// Questions.
    Question,
    /// Who can help, after a page that raised an alert.
    Support,
    /// Check your answers.
    Review,
    /// After sending.
    Thanks,
    /// Saved, to be finished later.
    Later,
    /// Where to get help.
    Help,
    /// The information sheet.
    Information,
    /// What becomes of the answers.
    Privacy,
    /// How accessible the site is.
    Accessibility,
    /// A complaint, with a link or without one.
    Complaint,
    /// How to stop emails, from a mail.
    Emails,
    /// How to stop.
    Stop,
    /// The participant's own page.
    You,
    /// A copy of their answers.
    YourAnswers,
    /// What they agree to, to be changed.
    YourConsent,
    /// Their contact details.
    YourDetails,
    /// A break from messages.
    YourBreak,
    /// What they can stop.
    YourStop,
    /// What stops and what goes on, before it does.
    YourConfirmation,
    /// What came of it.
    YourReceipt,
    /// Taking part again.
    YourReturn,
    /// There is no such page.
    NotFound,
    /// The link was replaced by a newer one.
    Replaced,
    /// More was posted than is read.
    TooMuch,
    /// The database could not be used.
    Unavailable,
}

impl Page {
    /// Every page that has an address, in the notation of `axum`.
    pub const ADDRESSES: [(&str, Self); 28] = [
        ("/", Self::Front),
        ("/c", Self::Code),
        ("/c/{code}", Self::Code),
        ("/complaint", Self::Complaint),
        ("/no-emails/{token}", Self::Emails),
        ("/r/{token}", Self::Welcome),
        ("/r/{token}/consent", Self::Consent),
        ("/r/{token}/check", Self::Check),
        ("/r/{token}/q/{page}", Self::Question),
        ("/r/{token}/support", Self::Support),
        ("/r/{token}/answers", Self::Review),
        ("/r/{token}/thanks", Self::Thanks),
        ("/r/{token}/later", Self::Later),
        ("/r/{token}/help", Self::Help),
        ("/r/{token}/information", Self::Information),
        ("/r/{token}/privacy", Self::Privacy),
        ("/r/{token}/accessibility", Self::Accessibility),
        ("/r/{token}/complaint", Self::Complaint),
        ("/r/{token}/stop", Self::Stop),
        ("/r/{token}/you", Self::You),
        ("/r/{token}/you/answers", Self::YourAnswers),
        ("/r/{token}/you/consent", Self::YourConsent),
        ("/r/{token}/you/details", Self::YourDetails),
        ("/r/{token}/you/pause", Self::YourBreak),
        ("/r/{token}/you/stop", Self::YourStop),
        ("/r/{token}/you/confirm", Self::YourConfirmation),
        ("/r/{token}/you/receipt", Self::YourReceipt),
        ("/r/{token}/you/again", Self::YourReturn),
    ];

    /// Reads everything that the page shows.
    pub(crate) async fn read(self, request: Request) -> Result<Draw, Away> {
        match self {
            Self::Front => Ok(Box::new(front)),
            Self::Code => Ok(Box::new(move || code(request.entering()))),
            Self::Welcome => read(welcome::welcome(request), first).await,
            Self::Consent => read(welcome::consent(request), consent).await,
            Self::Check => read(welcome::check(request), check).await,
            Self::Question => read(answering::page(request), question).await,
            Self::Support => read(support::support(request), support).await,
            Self::Review => read(answering::review(request), review).await,
            Self::Thanks => read(support::thanks(request), thanks).await,
            Self::Later => read(support::later(request), later).await,
            Self::Help => read(welcome::place(request), help).await,
            Self::Information => read(welcome::place(request), information).await,
            Self::Privacy => read(welcome::place(request), privacy).await,
            Self::Accessibility => read(welcome::place(request), accessibility).await,
            Self::Complaint => read(complaint::complaint(request), complain).await,
            Self::Emails => read(emails::emails(request), stop_emails).await,
            Self::Stop => read(welcome::place(request), stop).await,
            Self::You => read(choices::own(request), you).await,
            Self::YourAnswers => read(choices::answers(request), answers).await,
            Self::YourConsent => read(choices::change(request), change).await,
            Self::YourDetails => read(choices::details(request), details).await,
            Self::YourBreak => read(choices::you(request), pause).await,
            Self::YourStop => read(choices::you(request), choose).await,
            Self::YourConfirmation => read(choices::confirm(request), confirm).await,
            Self::YourReceipt => read(choices::receipt(request), receipt).await,
            Self::YourReturn => read(choices::again(request), again).await,
            Self::Unavailable => Err(AppError::Unavailable.into()),
            Self::NotFound => Err(AppError::NotFound.into()),
            Self::Replaced => Err(AppError::LinkEnded.into()),
            Self::TooMuch => {
                let place = welcome::place(request).await.ok();
                Err(Away::Trouble(AppError::TooMuch, place))
            }
        }
    }
}

/// Draws a page from what was read for it.
pub(crate) type Draw = Box<dyn FnOnce() -> Framed + Send>;

async fn read<T: Send + 'static>(
    read: impl Future<Output = Result<T, Away>>,
    draw: fn(T) -> Framed,
) -> Result<Draw, Away> {
    let read = read.await?;
    Ok(Box::new(move || draw(read)))
}
