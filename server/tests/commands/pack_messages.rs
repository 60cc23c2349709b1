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
            "voucher, by email",
            "When somebody who sent a survey is given their voucher:",
            "Please use it by",
            "voucher, by letter",
            "stop-reply, by text",
            "When: At once, by text, when somebody texts STOP:",
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

#[test]
fn a_committee_reads_who_else_has_data_when_people_are_contacted_and_whose_document_it_is() {
    let desk = Desk::with_study("pack-around");
    desk.types("pack --study bridgeway --out pack").done();

    let html = desk.reads("pack/pack.html");
    let contacts = between(&html, ">When people are contacted</h2>", "<table");
    follow(
        contacts,
        &[
            "made in these hours only",
            "Texts: ",
            "20:00",
            "Emails: ",
            "07:00",
            "Letters keep no hours",
        ],
    );
    assert!(contacts.contains("Bank holidays are those of England and Wales."));
    let flow = between(&html, ">Where data go</h2>", "<h2");
    follow(
        flow,
        &[
            "the mail server that is set up",
            "Who else gives or receives data",
            "Government departments, about work, earnings and benefits. Statement C5: “I agree that DWP and HMRC",
            "The NHS, about health services. Statement C6: “I agree that NHS England",
            "A research archive, answers without names. Statement C8",
        ],
    );
    assert!(!flow.contains("Statement C7: “I agree to be sent"), "ways of contact are nobody");
    let own = between(&html, ">Messages of the program itself</h2>", "<h2");
    assert!(own.contains("To speak to us sooner call 0114 496 0000."));
    for known in ["{study}", "{team_phone}", "{team_email}", "{organisation}", "{phone}"] {
        assert!(!own.contains(known), "{known} is known");
    }

    let of = |name: &str| unzipped(&desk, "pack/pack.docx", name);
    assert!(of("word/header1.xml").contains(" · protocol version 1, consent form version "));
    let footer = of("word/footer1.xml");
    follow(&footer, &["Page ", "w:instr=\" PAGE \"", " of ", "w:instr=\" NUMPAGES \""]);
    let text = of("word/document.xml");
    assert!(text.contains("<w:headerReference w:type=\"default\" r:id=\"rId2\"/>"));
    assert!(of("docProps/core.xml").contains("<dc:language>en-GB</dc:language>"));
}

#[test]
fn a_committee_reads_what_is_known_of_a_person_in_words_and_not_as_codes_alone() {
    let desk = Desk::with_study("pack-facts");
    desk.types("pack --study bridgeway --out pack").done();

    let html = desk.reads("pack/pack.html");
    for said in [
        "prev_work is 1 (in work at the latest answered wave)",
        "proxy is not 1 (somebody answers for the participant)",
        "cohort is 1 (out of work when randomised) and jobstart is before rand_date (the day of randomisation)",
        "or weeks_max (the most weeks of work there can have been since randomisation) where that is less",
    ] {
        assert!(html.contains(said), "{said}");
    }
}
