//! A mail server that takes everything at once and keeps nothing but when it came: what is measured is who hands over.

use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Instant,
};

#[derive(Clone, Default)]
struct Times(Arc<Mutex<Vec<Instant>>>);

pub struct Mailbox {
    port: u16,
    times: Times,
}

impl Mailbox {
    /// It answers on threads of its own, for as long as the program runs.
    pub fn open() -> Result<Mailbox> {
        let listener = TcpListener::bind("127.0.0.1:0").context("there is no port for mail")?;
        let mailbox = Mailbox { port: listener.local_addr()?.port(), times: Times::default() };
        let times = mailbox.times.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let times = times.clone();
                // A line that breaks is the other side's loss: its mail is missing from what is counted.
                thread::spawn(move || drop(speak(&line, &times)));
            }
        });
        Ok(mailbox)
    }

    /// As the program's setting has it.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}?tls=none", self.port)
    }

    /// When each mail was taken, in that order.
    pub fn taken(&self) -> Vec<Instant> {
        self.times.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

fn speak(line: &TcpStream, times: &Times) -> Result<()> {
    line.set_nodelay(true)?;
    let (mut out, mut heard, mut words) = (line, BufReader::new(line), String::new());
    out.write_all(b"220 mail.example.org\r\n")?;
    let mut takes = false;
    loop {
        words.clear();
        if heard.read_line(&mut words)? == 0 {
            return Ok(());
        }
        let answer: &[u8] = match (takes, words.get(..4).unwrap_or_default()) {
            (true, _) if words != ".\r\n" => continue,
            (true, _) => {
                times.0.lock().unwrap_or_else(PoisonError::into_inner).push(Instant::now());
                b"250 Ok\r\n"
            }
            (false, "DATA") => b"354 Go on\r\n",
            (false, "QUIT") => b"221 Bye\r\n",
            (false, _) => b"250 mail.example.org\r\n",
        };
        takes = !takes && words.starts_with("DATA");
        out.write_all(answer)?;
    }
}
