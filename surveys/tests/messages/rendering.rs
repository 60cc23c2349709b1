//! What Aisha is sent.

use chrono::{NaiveDate, NaiveTime};
use surveys::{
    authoring::{File, MessageFiles},
    keys::MessageKey,
    messages::{CallWindow, Facts, FillIn, Messages, Rendered, Unrendered},
    phrases::Words,
    stopping::Way,
    study::Study,
};

use super::{key, language, messages, study};

pub fn facts(study: &Study) -> Facts<'_> {
    static ENGLISH: std::sync::OnceLock<Words> = std::sync::OnceLock::new();
    Facts {
        study,
        words: ENGLISH.get_or_init(Words::default),
        first_name: "Aisha",
        link: Some("https://svy.example.org/r/K7QX-M2PD"),
        code: Some("K7QX-M2PD"),
        code_page: Some("https://svy.example.org/c"),
        minutes: Some(12),
        voucher: Some("£10"),
        gift: None,
        last_day: NaiveDate::from_ymd_opt(2027, 2, 26),
        choices: Some("https://svy.example.org/no-emails/1-2"),
        call_window: None,
    }
}

fn example() -> Messages {
    MessageFiles::read(&messages(&[]), &[]).expect("they read").messages
}

/// Messages of one email with this body.
fn saying(body: &str) -> Messages {
    let text = format!(
        "language = 'en'\nsender = 'Bridgeway Study'\nbutton = 'Open'\n[[messages]]\nkey = 'one'\n\
         sms = '''{body}'''\nsubject = 'For {{first_name}}'\nbody = '''{body}'''\n"
    );
    let file = File { name: "messages.en.toml".to_owned(), text };
    MessageFiles::read(&file, &[]).expect("it reads").messages
}

fn sent(
    messages: &Messages,
    message: &str,
    way: Way,
    facts: &Facts<'_>,
) -> Result<Rendered, Unrendered> {
    messages.render(&key(message), way, &language("en"), facts)
}

fn email(body: &str, facts: &Facts<'_>) -> Rendered {
    sent(&saying(body), "one", Way::Email, facts).expect("it is rendered")
}

#[test]
fn a_text_is_one_line_and_filled_in() {
    let sent = sent(&example(), "invitation-text", Way::Sms, &facts(&study())).expect("a text");

    assert_eq!(
        sent.text,
        "Bridgeway Study: Hi Aisha, your survey is ready. 12 mins, £10 voucher as thanks. \
         https://svy.example.org/r/K7QX-M2PD Text STOP to opt out"
    );
    assert_eq!((sent.subject, sent.html), (None, None));
}

#[test]
fn an_email_reads_well_as_plain_text() {
    let sent = sent(&example(), "short-version", Way::Email, &facts(&study())).expect("an email");

    assert_eq!(sent.subject.as_deref(), Some("Bridgeway Study: a shorter survey, about 3 minutes"));
    assert_eq!(
        sent.text,
        "Hello Aisha,

We know that a survey can be too much. So here is a short one. It has
the few questions that tell us most, and takes about 3 minutes.

https://svy.example.org/r/K7QX-M2PD

You still get the £10 voucher as thanks. The survey is open until 26
February 2027.

You can leave out any question. Would you rather answer by phone, or not
hear from us? Call 0114 496 0000 (Monday to Friday, 9am to 5pm) or write
to study@bridgeway.example.org.

Change how we contact you, or stop:
https://svy.example.org/no-emails/1-2

Larkfield Research

If you need help now:

- Emergency services: Call 999, or go to A&E
- NHS 111: Call 111 and choose option 2
- Samaritans: Call 116 123, or email jo@samaritans.org
- Shout: Text SHOUT to 85258
- Your GP practice: Call your practice
"
    );
}

#[test]
fn the_address_at_which_aisha_changes_how_she_is_contacted_is_a_link_among_its_words() {
    let sent = email("Hello {first_name}. To stop & more: {choices}\n\nBye", &facts(&study()));

    let address = "https://svy.example.org/no-emails/1-2";
    let html = sent.html.expect("an email has HTML");
    let link = format!("<a href=\"{address}\" style=\"overflow-wrap:anywhere\">{address}</a>");
    assert!(
        html.contains(&format!("<p>Hello Aisha. To stop &amp; more: {link}</p>\n<p>Bye</p>")),
        "{html}"
    );
    assert!(sent.text.contains(address), "{}", sent.text);
}

#[test]
fn an_email_has_a_button_and_the_link_itself_and_fetches_nothing() {
    let html =
        email("Hello {first_name},\n{link}\n- one\n- two\n  and more\n\nBye", &facts(&study()))
            .html;
    let html = html.expect("an email has HTML");
    let (_, body) = html.split_once("<p>").expect("a paragraph");

    assert_eq!(
        body,
        "Hello Aisha,</p>\n<p><a href=\"https://svy.example.org/r/K7QX-M2PD\" style=\"display:inline-block;padding:12px \
         24px;background:#1d4f91;color:#ffffff;border-radius:4px;text-decoration:none;font-weight:bold\">Open</a></p>\n\
         <p style=\"overflow-wrap:anywhere\"><a href=\"https://svy.example.org/r/K7QX-M2PD\">https://svy.example.org/r/K7QX-M2PD</a></p>\n\
         <ul>\n<li>one</li>\n<li>two and more</li>\n</ul>\n<p>Bye</p>\n</body>\n</html>\n"
    );
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\" dir=\"ltr\">"), "{html}");
    assert!(html.contains("<title>For Aisha</title>"), "{html}");
    for fetched in ["<img", "<script", "<link", "src=", "url("] {
        assert!(!html.contains(fetched), "{fetched}");
    }
}

#[test]
fn what_somebody_is_called_is_words_and_never_anything_else() {
    let study = study();
    let odd =
        Facts { first_name: "<b>{link}</b> & \"Co\"\r\nBcc: dev@example.org", ..facts(&study) };

    let sent = email("Hello {first_name},\n\n{link}", &odd);

    assert_eq!(sent.subject.as_deref(), Some("For <b>{link}</b> & \"Co\" Bcc: dev@example.org"));
    assert!(
        sent.text.starts_with("Hello <b>{link}</b> & \"Co\" Bcc: dev@example.org,\n"),
        "{}",
        sent.text
    );
    let html = sent.html.expect("HTML");
    let escaped = "&lt;b&gt;{link}&lt;/b&gt; &amp; &quot;Co&quot; Bcc: dev@example.org";
    assert!(html.contains(&format!("<title>For {escaped}</title>")), "{html}");
    assert!(html.contains(&format!("<p>Hello {escaped},</p>")), "{html}");
    assert_eq!(html.matches("<a ").count(), 2, "the button and the link: {html}");
    let turned =
        email("Hello {first_name}.", &Facts { first_name: "Ai\u{202e}sha", ..facts(&study) });
    assert_eq!(turned.text, "Hello Ai sha.\n");
}

#[test]
fn a_link_that_is_no_address_is_sent_to_nobody() {
    let study = study();
    for link in [
        "javascript:alert(1)",
        "https://svy.example.org/\" onclick=\"x",
        "https://a b",
        "svy.example.org/r/1",
    ] {
        let refused = sent(
            &saying("{link}"),
            "one",
            Way::Email,
            &Facts { link: Some(link), ..facts(&study) },
        );
        assert_eq!(refused, Err(Unrendered::NoLink(key("one"))), "{link}");
    }
}

#[test]
fn what_is_not_known_is_never_left_blank() {
    let study = study();
    let unknown = |facts: Facts<'_>| sent(&example(), "invitation", Way::Email, &facts);
    let needs = |one| Err(Unrendered::NotKnown(key("invitation"), one));

    assert_eq!(unknown(Facts { link: None, ..facts(&study) }), needs(FillIn::Link));
    assert_eq!(unknown(Facts { voucher: None, ..facts(&study) }), needs(FillIn::Voucher));
    assert_eq!(unknown(Facts { last_day: None, ..facts(&study) }), needs(FillIn::LastDay));
    let none = sent(&example(), "invitation", Way::Post, &facts(&study));
    assert_eq!(none, Err(Unrendered::NoWords(key("invitation"), Way::Post)));
    let none = sent(&example(), "nothing", Way::Sms, &facts(&study));
    assert_eq!(none, Err(Unrendered::NoMessage(MessageKey::new("nothing").expect("a key"))));
}

#[test]
fn who_has_no_first_name_here_is_greeted_without_one() {
    let study = study();
    let nameless = Facts { first_name: " ", ..facts(&study) };
    let text = |body: &str| sent(&saying(body), "one", Way::Sms, &nameless).expect("a text").text;

    assert_eq!(text("Hello {first_name}, come in"), "Hello, come in");
    assert_eq!(text("Study: last week, {first_name}. Come in"), "Study: last week. Come in");
    assert_eq!(text("Study: {first_name}, come in"), "Study: come in");
    assert_eq!(text("{first_name}, come in"), "come in");
    assert_eq!(text("Study: thank you {first_name}, bye"), "Study: thank you, bye");
}

#[test]
fn a_letter_says_where_to_type_which_code() {
    let sent = sent(&example(), "last-week-letter", Way::Post, &facts(&study())).expect("a letter");

    assert!(
        sent.text.contains("go to https://svy.example.org/c and\ntype this code:\n\nK7QX-M2PD\n"),
        "{}",
        sent.text
    );
    assert_eq!(sent.html, None);
    assert!(sent.text.lines().all(|line| line.chars().count() <= 78), "{}", sent.text);
}

#[test]
fn a_call_is_announced_with_day_and_hours() {
    let study = study();
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    let on = NaiveDate::from_ymd_opt(2027, 4, 14).expect("a day");
    let rung =
        Facts { call_window: Some(CallWindow { on, from: at(17), to: at(20) }), ..facts(&study) };

    let text =
        sent(&saying("We ring you on {call_window}."), "one", Way::Sms, &rung).expect("a text");

    assert_eq!(text.text, "We ring you on 14 April 2027, 17:00-20:00.");
}

#[test]
fn on_a_page_each_of_aishas_paragraphs_and_points_is_one_line_that_the_page_breaks() {
    let long = "we ask how you have been since you joined, and how you get on with work, money and other people";
    let study = study();

    let read = email(
        &format!("Hello {{first_name}}, {long}.\n\n- First, {long}.\n- Second.\n\nBridgeway Study"),
        &facts(&study),
    );

    assert!(read.text.lines().all(|line| line.chars().count() <= 72), "{}", read.text);
    assert_eq!(
        read.flowing().trim_end(),
        format!("Hello Aisha, {long}.\n\n- First, {long}.\n- Second.\n\nBridgeway Study")
    );
}
