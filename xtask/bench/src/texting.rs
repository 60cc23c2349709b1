//! Something that answers as Twilio does, takes every text at once and keeps nothing but when it came.

use anyhow::{Context, Result};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::Instant,
};

#[derive(Clone, Default)]
struct Times(Arc<Mutex<Vec<Instant>>>);

pub struct Texting {
    port: u16,
    times: Times,
}

impl Texting {
    /// It answers on threads of its own, for as long as the program runs.
    pub fn open() -> Result<Texting> {
        let listener = TcpListener::bind("127.0.0.1:0").context("there is no port for texts")?;
        let texting = Texting { port: listener.local_addr()?.port(), times: Times::default() };
        let times = texting.times.clone();
        thread::spawn(move || {
            for line in listener.incoming().flatten() {
                let times = times.clone();
                // A line that breaks is the other side's loss: its text is missing from what is counted.
                thread::spawn(move || drop(speak(&line, &times)));
            }
        });
        Ok(texting)
    }

    /// As the program's setting has it.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// When each text was taken, in that order.
    pub fn taken(&self) -> Vec<Instant> {
        self.times.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One question after the other on the same line.
fn speak(line: &TcpStream, times: &Times) -> Result<()> {
    line.set_nodelay(true)?;
    let (mut out, mut heard) = (line, BufReader::new(line));
    loop {
        let (mut first, mut header, mut length) = (String::new(), String::new(), 0);
        if heard.read_line(&mut first)? == 0 {
            return Ok(());
        }
        while heard.read_line(&mut header)? > 2 {
            if let Some(bytes) = header.to_lowercase().strip_prefix("content-length:") {
                length = bytes.trim().parse()?;
            }
            header.clear();
        }
        heard.read_exact(&mut vec![0; length])?;
        let (status, said) = match first.starts_with("POST") {
            true => ("201 Created", format!(r#"{{"sid": "SM{:08}"}}"#, times.another())),
            // Whoever asks for the texts that came in is told of none.
            false => ("200 OK", r#"{"messages": [], "next_page_uri": null}"#.to_owned()),
        };
        let head = format!("Content-Type: application/json\r\nContent-Length: {}", said.len());
        out.write_all(format!("HTTP/1.1 {status}\r\n{head}\r\n\r\n{said}").as_bytes())?;
    }
}

impl Times {
    /// Another text came: how many there are.
    fn another(&self) -> usize {
        let mut times = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        times.push(Instant::now());
        times.len()
    }
}
