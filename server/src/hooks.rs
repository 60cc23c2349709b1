//! What programs elsewhere tell us: Twilio, of texts. Nobody is signed in; what counts is the signature, which is made
//! over our public address. Without it nothing is read, written or answered.

use axum::{
    extract::{Path, Request, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use records::{
    senders::{Signed, Twilio},
    texts::{self, Heard, NotReceived},
};

use crate::{
    figures,
    router::Http,
    saving::form::{self, NoForm},
};

const SIGNATURE: &str = "x-twilio-signature";

/// Twilio tells what became of the message of a name.
pub async fn status(
    State(http): State<Http>,
    Path(name): Path<String>,
    request: Request,
) -> Response {
    let (_, signed) = match believed(&http, request).await {
        Ok(believed) => believed,
        Err(refused) => return refused.into_response(),
    };
    match texts::tell(&http.db, &name, &signed, http.clock.now()).await {
        Ok(Heard::NoSuchMessage) => StatusCode::NOT_FOUND.into_response(),
        Ok(Heard::Twice) => {
            tracing::error!(message = name, "Twilio has this message twice");
            StatusCode::NO_CONTENT.into_response()
        }
        Ok(Heard::News | Heard::Known) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => away(&error),
    }
}

/// Twilio hands on a text that somebody sent.
pub async fn inbound(State(http): State<Http>, request: Request) -> Response {
    let (twilio, signed) = match believed(&http, request).await {
        Ok(believed) => believed,
        Err(refused) => return refused.into_response(),
    };
    match texts::receive(&http.db, &twilio, &signed, http.clock.now()).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(NotReceived::NoText) => {
            tracing::warn!("a text came to a messaging service of no study");
            StatusCode::NOT_FOUND.into_response()
        }
        Err(NotReceived::Database(error)) => {
            twilio.note_missed();
            away(&error)
        }
    }
}

/// What was sent, when Twilio signed it.
async fn believed(http: &Http, request: Request) -> Result<(Twilio, Signed), StatusCode> {
    let twilio = http.twilio.clone().ok_or(StatusCode::NOT_FOUND)?;
    let (parts, body) = request.into_parts();
    let path = parts.uri.path_and_query().map_or("", |path| path.as_str());
    let signature = signature(&parts.headers).ok_or_else(forged)?;
    let form = form::pairs(body).await.map_err(|none| match none {
        NoForm::TooMuch => StatusCode::PAYLOAD_TOO_LARGE,
        NoForm::Broken => StatusCode::BAD_REQUEST,
    })?;
    let signed = twilio.believe(path, form, signature).ok_or_else(forged)?;
    Ok((twilio, signed))
}

fn signature(headers: &HeaderMap) -> Option<&str> {
    headers.get(SIGNATURE).and_then(|signature| signature.to_str().ok())
}

fn forged() -> StatusCode {
    figures::forged();
    tracing::warn!("something came to a hook that Twilio did not sign");
    StatusCode::FORBIDDEN
}

/// A text is told once more, and then no more; what became of one is not told again at all. What people text is looked up
/// later.
fn away(error: &dyn std::error::Error) -> Response {
    tracing::error!(%error, "what Twilio told could not be written down");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
