//! Everything that can be sent, sent everywhere: nothing breaks, nothing is believed, nothing comes
//! back as anything but words.

use app::Page as Drawn;
use axum::{
    body::Body,
    http::{
        Request, StatusCode,
        header::{CONTENT_TYPE, COOKIE},
    },
};

use super::anna::Anna;
use crate::{
    limits::{Rate, Rates},
    packing,
    router::HttpSettings,
};

/// What no form of ours ever sends.
fn junk() -> Vec<Vec<u8>> {
    let names = ["dob_day", "C1", "code", "day", "what", "contact", "study", "once"];
    let field = |value: &str| names.map(|name| format!("{name}={value}")).join("&").into_bytes();
    vec![
        b"\0".to_vec(),
        b"%00=%00&dob_day=%00&then=%00".to_vec(),
        vec![0xff; 1000],
        b"dob_day=%ff%fe&%ff=%ff".to_vec(),
        b"&&&&====%%%%&=&%".to_vec(),
        format!("a{}=1", "[b]".repeat(5000)).into_bytes(),
        "dob_day=1&".repeat(6000).into_bytes(),
        (0..5000).map(|nth| format!("f{nth}=1&")).collect::<String>().into_bytes(),
        b"{\"dob_day\":{\"$ne\":null}}".to_vec(),
        field("%27%3B+DROP+TABLE+participant%3B+--"),
        field("1%27+OR+%271%27%3D%271"),
        field("%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E"),
        field("%24%7Bjndi%3Aldap%3A%2F%2Fevil.example%2F%7D%7B%7B7*7%7D%7D"),
        field("99999999999999999999999999999999"),
        field("-0.0e-999"),
        field("%E2%80%AE%F0%9F%92%A3"),
    ]
}

/// Every address that there is, with Anna's link in it.
fn addresses(anna: &Anna) -> Vec<String> {
    let token = anna.link().trim_start_matches("/r/");
    let filled = |address: &str| {
        let address = address.replace("{token}", token);
        address.replace("{page}", "dob").replace("{code}", "K7QX-M2PD")
    };
    let pages = Drawn::ADDRESSES.iter().map(|(address, _)| filled(address));
    pages.chain(["/livez", "/readyz", "/nowhere"].map(str::to_owned)).collect()
}

#[tokio::test]
async fn whatever_is_sent_to_whichever_address_is_answered_and_breaks_nothing() {
    // Nothing is turned away for coming too often, so that everything arrives.
    let link = Rate { at_once: 1_000_000, a_second: 1.0 };
    let (account, sign_ins, codes) = (link, link, link);
    let rates = Rates {
        link,
        address: link,
        account,
        sign_ins,
        codes,
        complaints: link,
        chain_checks: link,
    };
    let settings = HttpSettings { rates, ..HttpSettings::at("http://127.0.0.1:3000") };
    let mut anna = Anna::consented_at(settings).await;
    let kinds = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"];
    for address in addresses(&anna) {
        for (nth, body) in junk().into_iter().enumerate() {
            let cookie = String::from_utf8_lossy(&body[..body.len().min(20)]).into_owned();
            let cookie = cookie.replace(char::is_control, "%");
            let kind = kinds[nth % kinds.len()];
            let request = Request::post(&address).header(CONTENT_TYPE, kind).header(COOKIE, cookie);
            let page = anna.asks(request, Body::from(body)).await;
            let at_fault = page.status.is_server_error();
            assert_ne!(page.status, StatusCode::TOO_MANY_REQUESTS, "{address}, junk {nth}");
            assert!(!at_fault, "{address}, junk {nth}: {} {}", page.status, page.body);
            assert!(!page.body.contains("<script>alert"), "{address}, junk {nth}: {}", page.body);
            page.is_guarded();
        }
    }
    let next = anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    assert_eq!(next.leads_to(), "/q/sex", "she goes on as if nothing had been");
}

#[tokio::test]
async fn ten_megabytes_are_refused_with_a_page() {
    let anna = Anna::consented().await;
    for address in ["/consent", "/q/dob", "/check", "/answers"] {
        let address = format!("{}{address}", anna.link());
        let page = anna.asks(Request::post(&address), Body::from(vec![b'a'; 10_000_000])).await;
        assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE, "{address}");
    }
    let page = anna.asks(Request::post("/c"), Body::from(vec![b'a'; 10_000_000])).await;
    assert_eq!(page.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_form_that_comes_packed_is_not_unpacked_whatever_would_come_of_it() {
    let anna = Anna::consented().await;
    let birthday = "dob_day=27&dob_month=3&dob_year=1980&then=next&x=";
    let bomb = packing::gzip(&[birthday.as_bytes(), &[b'0'; 10_000_000]].concat());
    assert!(bomb.len() < 64 * 1024, "{} bytes are as many as any form may have", bomb.len());

    for packed in ["gzip", "deflate", "br", "zstd"] {
        let request = Request::post(format!("{}/q/dob", anna.link()));
        let request = request.header("content-encoding", packed);
        let page = anna.asks(request, Body::from(bomb.clone())).await;

        assert!(page.status.as_u16() < 500, "{packed}: {}", page.status);
        let day = anna.opens("/q/dob").await.input("dob_day").to_owned();
        assert!(!day.contains("27"), "{packed}: {day}");
    }
}

/// Script in every shape in which it might slip through, with what must not be found of it.
const SCRIPTS: [(&str, &str); 4] = [
    ("\"><script>alert(1)</script>", "<script>alert"),
    ("'><img src=x onerror=alert(1)>", "<img"),
    ("\" autofocus onfocus=\"alert(1)", "\" autofocus onfocus"),
    ("</textarea></title><svg onload=alert(1)>", "<svg"),
];

#[tokio::test]
async fn script_that_somebody_types_comes_back_as_words() {
    let mut anna = Anna::consented().await;
    for (script, found) in SCRIPTS {
        let typed: String = script.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let form = format!("dob_day={typed}&dob_month={typed}&dob_year={typed}&then=next");
        anna.answers("/q/dob", &form).await;
        let stored = anna.opens("/q/dob").await;
        let consent =
            Anna::enrolled().await.posts("/consent", &format!("C4={typed}&C1={typed}")).await;
        let code =
            anna.asks(Request::post("/c"), Body::from(format!("code={typed}&day={typed}"))).await;
        let checked = anna.posts("/check", &format!("day={typed}&month={typed}")).await;
        assert!(stored.input("dob_day").contains("value=\""), "{}", stored.body);
        for page in [stored, consent, code, checked] {
            assert!(!page.body.contains(found), "{script}: {}", page.body);
        }
    }
    // While the database fails, what was typed is carried in the page.
    anna.breaks_the_database().await;
    for (script, found) in SCRIPTS {
        let typed: String = script.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let carried = anna.posts("/q/dob", &format!("{typed}={typed}&dob_day={typed}")).await;
        assert_eq!(carried.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!carried.body.contains(found), "{script}: {}", carried.body);
    }
}

#[tokio::test]
async fn bens_link_in_every_field_and_annas_cookie_on_his_link_open_nothing_of_his() {
    let mut anna = Anna::consented().await;
    anna.answers("/q/dob", "dob_day=27&dob_month=3&dob_year=1980&then=next").await;
    let mut ben = anna.beside_ben().await;
    ben.answers("/consent", super::anna::CONSENT).await;
    let his = ben.link().trim_start_matches("/r/").to_owned();
    let before = ben.opens("/q/dob").await.body;

    let names =
        ["token", "link", "participant", "participant_id", "id", "study_number", "person_key"];
    let fields: String = names.map(|name| format!("&{name}={his}&{name}=2&{name}=B-002")).concat();
    let next = anna.answers("/q/sex", &format!("sex=1{fields}&then=next")).await;
    let with_hers = Request::get(format!("{}/q/sex", ben.link())).header("cookie", anna.cookie());
    let seen = anna.on_another_phone().asks(with_hers, Body::empty()).await;

    assert_eq!(next.leads_to(), "/q/genid");
    assert_eq!(ben.opens("/q/dob").await.body, before);
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    assert!(seen.header("location").ends_with("/check"), "{}", seen.header("location"));
}
