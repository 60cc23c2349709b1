//! What an ethics committee is given of the messages.

use crate::{
    desk::Desk,
    packs::{between, follow, unzipped},
};

#[test]
fn a_committee_reads_every_message_as_aisha_would_on_its_days_and_sees_which_words_are_new() {
    let desk = Desk::with_study("pack-messages");
    let own = desk.reads("protocol.toml").replacen("version = 1", "version = 2", 1);
    desk.writes("protocol.toml", own.replacen("day = 35", "day = 36", 1));
    let words = desk.reads("messages.en.toml");
    let words = words.replacen("button = \"Open your survey\"\n", "button = \"Open it\"\n", 1);
    desk.writes("messages.en.toml", words.replacen("Dear {first_name},", "Hello {first_name},", 1));
    let publish = "protocol publish protocol.toml --study bridgeway --reason Plainer";
    desk.types(publish).done();

    desk.types("pack --study bridgeway --protocol-since 1 --out pack").done();
    desk.types("pack --study bridgeway --out plain").done();

    let html = desk.reads("pack/pack.html");
    let changed = between(&html, ">What changed</h2>", "<h2");
    follow(
        changed,
        &["The protocol: version 2 since version 1", "Why: Plainer", "36 days after the opening"],
    );
    let sent = between(&html, ">What people are sent</h2>", "<h2");
    follow(
        sent,
        &[
            "Struck through is what stood in version 1 only",
            "coming-soon-letter, by letter",
            "Four months, “coming-soon”, 7 days before the opening",
            "<del>Dear ",
            "<ins>Hello ",
            "invitation, by email",
            "Hello Aisha,",
            "stop-reply, by text",
            "When: somebody texts STOP.",
        ],
    );
    let text = unzipped(&desk, "pack/pack.docx", "word/document.xml");
    assert!(
        text.contains("<w:delText xml:space=\"preserve\">Dear "),
        "tracked in a word processor"
    );
    assert!(!desk.reads("plain/pack.html").contains("<del>Dear "));
    desk.types("pack --study bridgeway --protocol-since 7 --out none")
        .refused("the study's protocol has no version 7");
}
