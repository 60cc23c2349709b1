//! What is kept of a provider, and for how long, with a small one that changes its keys and goes away.

use std::sync::{Arc, Mutex};

use axum::{
    Json, Router,
    http::Request,
    routing::{get, post},
};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    Audience, EndUserEmail, IdToken, IssuerUrl, JsonWebKeyId, Nonce, PrivateSigningKey,
    StandardClaims, SubjectIdentifier,
    core::{
        CoreEdDsaPrivateSigningKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm,
    },
};
use records::staff::Begun;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::{
    Provider,
    believing::Unbelieved,
    claims::{Claims, NotBefore},
};
use crate::{router::HttpSettings, settings::SingleSignOn, staff::tests::desk::Desk};

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_789_387_200, 0).unwrap()
}

fn after(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

/// A key under a name of its own.
fn key(name: &str) -> CoreEdDsaPrivateSigningKey {
    let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ED25519).unwrap();
    let name = Some(JsonWebKeyId::new(name.to_owned()));
    CoreEdDsaPrivateSigningKey::from_ed25519_pem(&pair.serialize_pem(), name).unwrap()
}

/// A provider on this machine.
#[derive(Clone)]
struct Small(Arc<Mutex<Inside>>);

struct Inside {
    issuer: String,
    key: CoreEdDsaPrivateSigningKey,
    nonce: String,
    now: DateTime<Utc>,
    signed_in_ago: Option<TimeDelta>,
    holds_in: Option<TimeDelta>,
    keys_at: Option<String>,
    is_away: bool,
    described: usize,
}

impl Small {
    async fn open() -> (Self, Provider) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let (key, nonce, now) = (key("first"), String::new(), noon());
        let (signed_in_ago, is_away) = (None, false);
        let inside = Inside {
            issuer,
            key,
            nonce,
            now,
            signed_in_ago,
            holds_in: None,
            keys_at: None,
            is_away,
            described: 0,
        };
        let small = Self(Arc::new(Mutex::new(inside)));
        let [describes, shows, answers] = [small.clone(), small.clone(), small.clone()];
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(async move || describes.description()))
            .route("/jwks", get(async move || shows.keys()))
            .route("/token", post(async move || answers.token()));
        tokio::spawn(axum::serve(listener, router).into_future());
        let settings = format!("issuer = \"{}\"\nclient_id = \"throughline\"", small.issuer());
        let settings: SingleSignOn = toml::from_str(&settings).unwrap();
        let provider = Provider::open(&settings, "https://survey.example.org").unwrap();
        (small, provider)
    }

    fn issuer(&self) -> String {
        self.0.lock().unwrap().issuer.clone()
    }

    fn description(&self) -> Json<Value> {
        let mut inside = self.0.lock().unwrap();
        inside.described += 1;
        let issuer = &inside.issuer;
        // Whoever is away describes nothing that could be read.
        Json(if inside.is_away {
            json!({})
        } else {
            json!({
                "issuer": issuer, "authorization_endpoint": format!("{issuer}/auth"),
                "token_endpoint": format!("{issuer}/token"),
                "jwks_uri": format!("{}/jwks", inside.keys_at.as_ref().unwrap_or(issuer)),
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["EdDSA"],
            })
        })
    }

    fn keys(&self) -> Json<Value> {
        Json(json!({ "keys": [self.0.lock().unwrap().key.as_verification_key()] }))
    }

    fn token(&self) -> Json<Value> {
        let inside = self.0.lock().unwrap();
        let person = StandardClaims::new(SubjectIdentifier::new("17".to_owned()))
            .set_email(Some(EndUserEmail::new("eve@example.org".to_owned())))
            .set_email_verified(Some(true));
        let nbf = inside.holds_in.map(|time| (inside.now + time).timestamp() as f64);
        let claims = Claims::new(
            IssuerUrl::new(inside.issuer.clone()).unwrap(),
            vec![Audience::new("throughline".to_owned())],
            inside.now + TimeDelta::minutes(5),
            inside.now,
            person,
            NotBefore { nbf },
        );
        let signed_in = inside.signed_in_ago.map(|ago| inside.now - ago);
        let claims =
            claims.set_nonce(Some(Nonce::new(inside.nonce.clone()))).set_auth_time(signed_in);
        let algorithm = CoreJwsSigningAlgorithm::EdDsa;
        let token: IdToken<_, _, CoreJweContentEncryptionAlgorithm, _> =
            IdToken::new(claims, &inside.key, algorithm, None, None).unwrap();
        Json(json!({ "access_token": "a", "token_type": "Bearer", "id_token": token.to_string() }))
    }

    /// Somebody comes back from it at this time: whom it vouches for.
    async fn vouches(&self, provider: &Provider, now: DateTime<Utc>) -> Result<String, Unbelieved> {
        let begun = Begun::now();
        {
            let mut inside = self.0.lock().unwrap();
            (inside.nonce, inside.now) = (begun.nonce.clone(), now);
        }
        provider.vouched("a-code", &begun, now).await.map(|vouched| vouched.subject)
    }
}

#[tokio::test]
async fn what_a_provider_says_of_itself_is_asked_once_an_hour() {
    let (small, provider) = Small::open().await;

    for minutes in [0, 1, 59, 61, 62] {
        assert_eq!(small.vouches(&provider, after(minutes)).await.unwrap(), "17", "{minutes}");
    }

    assert_eq!(small.0.lock().unwrap().described, 2);
}

#[tokio::test]
async fn keys_that_the_provider_changed_are_asked_for_at_most_once_a_minute() {
    let (small, provider) = Small::open().await;
    small.vouches(&provider, noon()).await.unwrap();
    small.0.lock().unwrap().key = key("second");

    let soon = small.vouches(&provider, noon() + TimeDelta::seconds(30)).await;
    assert!(matches!(soon, Err(Unbelieved::Refused(_))), "{soon:?}");
    assert_eq!(small.0.lock().unwrap().described, 1);
    assert_eq!(small.vouches(&provider, after(2)).await.unwrap(), "17");
}

#[tokio::test]
async fn while_a_provider_is_away_nobody_waits_behind_everybody_else() {
    let (small, provider) = Small::open().await;
    small.0.lock().unwrap().is_away = true;
    let goes = async |now| provider.address(&Begun::now(), now).await;

    for seconds in [0, 1, 9] {
        let away = goes(noon() + TimeDelta::seconds(seconds)).await;
        assert!(matches!(away, Err(Unbelieved::Away(_))), "{away:?}");
    }
    assert_eq!(small.0.lock().unwrap().described, 1);
    small.0.lock().unwrap().is_away = false;
    let there = goes(noon() + TimeDelta::seconds(11)).await.unwrap();
    assert!(there.starts_with(&format!("{}/auth?response_type=code", small.issuer())), "{there}");
    assert!(there.contains("&code_challenge_method=S256"), "{there}");

    // What it said an hour ago is likely still so.
    small.0.lock().unwrap().is_away = true;
    assert!(goes(after(90)).await.is_ok());
}

#[tokio::test]
async fn another_site_begins_no_sign_in_for_anybody() {
    let ((_, provider), desk) = (Small::open().await, Desk::open().await);
    let settings = HttpSettings::at("https://survey.example.org");
    let settings = HttpSettings { provider: Some(Arc::new(provider)), ..settings };
    let site = desk.served(&settings);
    let goes = async |said: &[(&str, &str)]| {
        let request = Request::builder().uri("/staff/single-sign-on");
        let request =
            said.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        site.asks_with(request, "", None).await
    };

    for ours in [
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "none"),
        ("referer", "https://survey.example.org/staff/sign-in"),
        ("referer", "https://Survey.example.org/staff"),
    ] {
        let gone = goes(&[ours]).await;
        assert!(gone.leads_to().contains("/auth?response_type=code"), "{ours:?}");
        assert!(gone.cookies().contains("tl-staff-sign-on="), "{ours:?}");
    }
    for theirs in [
        &[("sec-fetch-site", "cross-site")][..],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("referer", "https://survey.example.org/staff")],
        &[("referer", "https://survey.example.org.evil.example/")],
        &[("referer", "https://evil.example/https://survey.example.org/")],
        &[],
    ] {
        let kept = goes(theirs).await;
        assert_eq!(kept.leads_to(), "/staff/sign-in", "{theirs:?}");
        assert_eq!(kept.cookies(), "", "{theirs:?}");
    }
}

#[tokio::test]
async fn whoever_signed_in_there_yesterday_is_asked_again() {
    let (small, provider) = Small::open().await;
    let address = provider.address(&Begun::now(), noon()).await.expect("where to go");
    assert!(address.contains("max_age=43200"), "{address}");

    small.0.lock().expect("nobody panicked").signed_in_ago = Some(TimeDelta::hours(11));
    assert_eq!(small.vouches(&provider, noon()).await.expect("it is taken"), "17");
    small.0.lock().expect("nobody panicked").signed_in_ago = Some(TimeDelta::hours(13));
    let yesterday = small.vouches(&provider, noon()).await;

    assert!(matches!(yesterday, Err(Unbelieved::Refused(_))), "{yesterday:?}");
}

#[tokio::test]
async fn a_token_that_holds_from_tomorrow_on_lets_nobody_in_today() {
    let (small, provider) = Small::open().await;

    for (seconds, is_taken) in [(-3600, true), (30, true), (90, false), (86_400, false)] {
        small.0.lock().expect("nobody panicked").holds_in = Some(TimeDelta::seconds(seconds));
        let came = small.vouches(&provider, noon()).await;
        assert_eq!(came.is_ok(), is_taken, "in {seconds} seconds: {came:?}");
    }
}

#[tokio::test]
async fn a_provider_is_asked_nowhere_but_at_its_own_host_and_those_that_the_settings_name() {
    let (small, provider) = Small::open().await;
    let (elsewhere, _) = Small::open().await;
    let there = elsewhere.issuer();
    small.0.lock().expect("nobody panicked").keys_at = Some(there.clone());

    let asked = provider.address(&Begun::now(), noon()).await;

    let Err(Unbelieved::Away(why)) = asked else { panic!("it was asked: {asked:?}") };
    assert!(why.contains("which is not where it describes itself"), "{why}");
    let host = there.trim_start_matches("http://");
    let settings = format!(
        "issuer = \"{}\"\nclient_id = \"throughline\"\nalso_at = [\"{host}\"]",
        small.issuer()
    );
    let settings: SingleSignOn = toml::from_str(&settings).expect("settings");
    let provider = Provider::open(&settings, "https://survey.example.org").expect("a provider");
    assert!(provider.address(&Begun::now(), noon()).await.is_ok());
}
