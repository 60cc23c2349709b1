//! A server that runs, and what it answers.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStdout, Stdio},
    time::Duration,
};

use crate::desk::Desk;

/// A server that is stopped when the test ends, however it ends.
pub struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
}

impl Running {
    pub fn begun(desk: &Desk, words: &str) -> Self {
        let mut command = desk.command(words);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the program");
        let out = BufReader::new(child.stdout.take().expect("its output"));
        Self { child, out }
    }

    /// The rest of the next line that begins so.
    pub fn line(&mut self, word: &str) -> String {
        let mut line = String::new();
        while self.out.read_line(&mut line).expect("a line") > 0 {
            if let Some(rest) = line.strip_prefix(word) {
                return rest.trim().to_owned();
            }
            line.clear();
        }
        panic!("it ended without a line that begins with {word}")
    }
}

impl Running {
    /// The number by which the system knows it.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The first line of the answer to a plain request.
pub fn get(url: &str) -> String {
    answer(url).lines().next().unwrap_or_default().to_owned()
}

/// The whole answer, with its head.
pub fn answer(url: &str) -> String {
    let rest = url.strip_prefix("http://").expect("an http address");
    let (address, path) = rest.split_once('/').unwrap_or((rest, ""));
    let mut stream = TcpStream::connect(address).expect("somebody listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    let request = format!("GET /{path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("an answer");
    String::from_utf8_lossy(&answer).into_owned()
}
