//! Something that answers as Twilio does, keeps what it took, and can be unwell: how is said by the last three digits of
//! the number that a text goes to.

mod lists;

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex},
    thread,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Utc};
use records::senders::{Twilio, TwilioAccount};

/// A text that was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    pub sid: String,
    /// When, as Twilio writes it.
    at: String,
    pub fields: Vec<(String, String)>,
    /// The error it ended with, if Twilio could not tell us.
    pub error: Option<u32>,
}

/// A text that somebody sent us.
#[derive(Clone, Debug)]
pub struct CameIn {
    pub sid: &'static str,
    /// The messaging service that it came to; none where Twilio does not say it.
    pub service: Option<&'static str>,
    pub from: &'static str,
    pub words: &'static str,
    pub at: DateTime<Utc>,
}

impl Taken {
    pub fn get(&self, name: &str) -> &str {
        let field = self.fields.iter().find(|(field, _)| field == name);
        field.map_or("", |(_, value)| value)
    }
}

#[derive(Default)]
struct Kept {
    taken: Vec<Taken>,
    came_in: Vec<CameIn>,
    listed: usize,
    is_away: bool,
    nonsense: Option<String>,
    asked: Vec<String>,
}

/// A server that is Twilio as far as we can tell.
#[derive(Clone)]
pub struct StandIn {
    pub url: String,
    /// The time there, as it writes it, where it stands still.
    at: Option<String>,
    kept: Arc<(Mutex<Kept>, Condvar)>,
}

impl StandIn {
    /// Begins, at this time, at which it stays.
    pub fn begun(at: String) -> Self {
        Self::with(Some(at))
    }

    /// Begins, and has the time that everybody has.
    pub fn begun_now() -> Self {
        Self::with(None)
    }

    fn with(at: Option<String>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let twilio = Self { url, at, kept: Arc::default() };
        let answers = twilio.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let answers = answers.clone();
                thread::spawn(move || answers.answer(line));
            }
        });
        twilio
    }

    /// The study's account there.
    pub fn account(&self) -> Twilio {
        Twilio::new(TwilioAccount {
            account_sid: "AC0001".to_owned(),
            auth_tokens: vec!["geheim".to_owned(), "geheim before".to_owned()],
            messaging_services: [("bridgeway".to_owned(), "MG0001".to_owned())].into(),
            url: self.url.clone(),
            public_url: "https://survey.example.org".to_owned(),
            answer_within: Duration::from_millis(1500),
        })
    }

    /// What it took.
    pub fn taken(&self) -> Vec<Taken> {
        self.kept.0.lock().expect("no panic").taken.clone()
    }

    /// Somebody texted this, and nobody took it from Twilio.
    pub fn came_in(&self, text: CameIn) {
        self.kept.0.lock().expect("no panic").came_in.push(text);
    }

    /// Whether its list can be read from now on.
    pub fn is_away(&self, is_away: bool) {
        self.kept.0.lock().expect("no panic").is_away = is_away;
    }

    /// When it is asked for texts, it says this from now on, with 200; nothing puts it right.
    pub fn talks(&self, nonsense: Option<String>) {
        self.kept.0.lock().expect("no panic").nonsense = nonsense;
    }

    /// How many pages of its whole list were read.
    pub fn listed(&self) -> usize {
        self.kept.0.lock().expect("no panic").listed
    }

    /// Waits until it took so many.
    pub fn has_taken(&self, texts: usize) {
        let (kept, news) = &*self.kept;
        let kept = kept.lock().expect("no panic");
        drop(news.wait_while(kept, |kept| kept.taken.len() < texts).expect("no panic"));
    }

    /// How often it was given a text to a number that ends like this.
    pub fn given(&self, ending: &str) -> usize {
        let kept = self.kept.0.lock().expect("no panic");
        kept.asked.iter().filter(|to| to.ends_with(ending)).count()
    }

    fn answer(&self, mut line: TcpStream) {
        let mut reader = BufReader::new(line.try_clone().expect("a line"));
        let (mut first, mut length, mut header) = (String::new(), 0, String::new());
        // Whoever rings may be killed before they have said anything.
        if reader.read_line(&mut first).is_ok_and(|read| read == 0) {
            return;
        }
        while reader.read_line(&mut header).expect("a header") > 2 {
            let lower = header.to_lowercase();
            if let Some(bytes) = lower.strip_prefix("content-length:") {
                length = bytes.trim().parse().expect("a number");
            }
            if lower.starts_with("authorization:") {
                // AC0001:geheim
                assert!(header.contains("Basic QUMwMDAxOmdlaGVpbQ=="), "{header}");
            }
            header.clear();
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body).expect("a body");
        let (status, said) = match first.split(' ').next() {
            Some("POST") => self.post(&String::from_utf8(body).expect("a text")),
            _ => self.list(first.split(' ').nth(1).unwrap_or_default()),
        };
        if status == 0 {
            return;
        }
        let answer = format!(
            "HTTP/1.1 {status} X\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{said}",
            said.len()
        );
        drop(line.write_all(answer.as_bytes()));
    }

    fn post(&self, body: &str) -> (u16, String) {
        let now = || DateTime::<Utc>::from(SystemTime::now()).to_rfc2822();
        let at = self.at.clone().unwrap_or_else(now);
        let text = Taken { sid: String::new(), at, fields: pairs(body), error: None };
        for needed in ["To", "MessagingServiceSid", "Body"] {
            assert_ne!(text.get(needed), "", "{needed} is not said: {body}");
        }
        let to = text.get("To").to_owned();
        let before = self.given(&to);
        self.kept.0.lock().expect("no panic").asked.push(to.clone());
        let no =
            |code: u32| (400, format!(r#"{{"code": {code}, "message": "{to}", "status": 400}}"#));
        match &to[to.len() - 3..] {
            "429" if before == 0 => (429, r#"{"code": 20429}"#.to_owned()),
            "500" if before == 0 => (500, r#"{"code": 20500}"#.to_owned()),
            "211" => no(21211),
            "610" => no(21610),
            "617" => no(21617),
            "401" => (401, r#"{"code": 20003}"#.to_owned()),
            "307" => (307, String::new()),
            "409" if before == 0 => (0, String::new()),
            "200" => (200, "<html>Welcome to our wifi".to_owned()),
            "201" | "050" | "204" | "408" | "410" | "502" | "618" => self.takes_and_is_unwell(text),
            _ => {
                let sid = self.take(text);
                (201, format!(r#"{{"sid": "{sid}", "status": "queued"}}"#))
            }
        }
    }

    /// It took the text, and says so to nobody.
    fn takes_and_is_unwell(&self, text: Taken) -> (u16, String) {
        let ending = text.get("To").chars().skip(10).collect::<String>();
        let error = (ending == "618").then_some(21610);
        self.take(Taken { error, ..text });
        match ending.as_str() {
            "201" => (201, "{".to_owned()),
            "204" => (201, String::new()),
            // More than anybody reads.
            "050" => (201, " ".repeat(50 << 20)),
            "502" => (502, "<html>Bad gateway".to_owned()),
            "408" => {
                // Longer than anybody waits for it.
                thread::park_timeout(Duration::from_secs(2));
                (0, String::new())
            }
            _ => (0, String::new()),
        }
    }

    fn take(&self, text: Taken) -> String {
        let mut kept = self.kept.0.lock().expect("no panic");
        let sid = format!("SM{:04}", kept.taken.len() + 1);
        kept.taken.push(Taken { sid: sid.clone(), ..text });
        self.kept.1.notify_all();
        sid
    }
}

fn pairs(form: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (plain(name), plain(value))
    };
    form.split('&').filter(|pair| !pair.is_empty()).map(pair).collect()
}

fn plain(text: &str) -> String {
    let (mut plain, mut rest) = (Vec::new(), text.as_bytes());
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        plain.push(match first {
            b'+' => b' ',
            b'%' => {
                let hex = std::str::from_utf8(&after[..2]).expect("two digits");
                rest = &after[2..];
                u8::from_str_radix(hex, 16).expect("a byte")
            }
            byte => *byte,
        });
    }
    String::from_utf8(plain).expect("a text")
}
