//! HTTP/1.1 over one kept connection, with as little work as possible: the server shares the
//! processor with us, and what we take is missing from what is measured.

use anyhow::{Context, Result, ensure};
use std::net::SocketAddr;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

pub struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

pub struct Answer {
    pub status: u16,
    head: String,
    /// As sent: still compressed if it was.
    pub body: Vec<u8>,
    /// Bytes that came over the line, with the head.
    pub wire_bytes: usize,
}

impl Connection {
    pub async fn open(address: SocketAddr) -> Result<Connection> {
        let stream = TcpStream::connect(address).await.context("the server does not answer")?;
        stream.set_nodelay(true)?;
        Ok(Connection { stream, buffer: Vec::with_capacity(64 * 1024) })
    }

    /// Sends a whole request and waits for the whole answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head_end = self.until(0, b"\r\n\r\n").await?;
        let head = String::from_utf8_lossy(&self.buffer[..head_end]).into_owned();
        let status = head.get(9..12).and_then(|code| code.parse().ok()).context("no HTTP")?;
        let mut answer = Answer { status, head, body: Vec::new(), wire_bytes: 0 };
        if answer.header("transfer-encoding") == Some("chunked") {
            answer.body = self.chunks(head_end).await?;
        } else if ![204, 304].contains(&status) {
            let length = answer.header("content-length").context("an answer without length")?;
            let end = head_end + length.parse::<usize>()?;
            self.at_least(end).await?;
            answer.body = self.buffer[head_end..end].to_vec();
        }
        answer.wire_bytes = self.buffer.len();
        Ok(answer)
    }

    async fn chunks(&mut self, mut at: usize) -> Result<Vec<u8>> {
        let mut body = Vec::new();
        loop {
            let start = self.until(at, b"\r\n").await?;
            let size = std::str::from_utf8(&self.buffer[at..start - 2])?;
            let size = usize::from_str_radix(size, 16).context("a chunk without size")?;
            self.at_least(start + size + 2).await?;
            body.extend_from_slice(&self.buffer[start..start + size]);
            at = start + size + 2;
            if size == 0 {
                return Ok(body);
            }
        }
    }

    /// Reads until `end` was seen from `from` on, and returns the place after it.
    async fn until(&mut self, from: usize, end: &[u8]) -> Result<usize> {
        loop {
            let read = self.buffer.get(from..).unwrap_or_default();
            if let Some(place) = read.windows(end.len()).position(|window| window == end) {
                return Ok(from + place + end.len());
            }
            self.more().await?;
        }
    }

    async fn at_least(&mut self, length: usize) -> Result<()> {
        while self.buffer.len() < length {
            self.more().await?;
        }
        Ok(())
    }

    async fn more(&mut self) -> Result<()> {
        ensure!(self.stream.read_buf(&mut self.buffer).await? > 0, "the server hung up");
        Ok(())
    }
}

impl Answer {
    /// The first header of this name, which is given in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).next()
    }

    /// Every header of this name, which is given in lower case.
    pub fn headers(&self, name: &str) -> impl Iterator<Item = &str> {
        self.head.lines().skip(1).filter_map(move |line| {
            let (found, value) = line.split_once(':')?;
            found.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::net::TcpListener;

    #[tokio::test]
    async fn an_answer_in_chunks_is_put_together_and_the_next_one_is_read_after_it() {
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\
            5\r\nHello\r\nb\r\n, dear Anna\r\n0\r\n\r\n";
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("its address");
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.expect("a visitor");
            for answer in
                [chunked, "HTTP/1.1 303 See Other\r\nlocation: /on\r\ncontent-length: 0\r\n\r\n"]
            {
                stream.read_buf(&mut Vec::new()).await.expect("a request");
                stream.write_all(answer.as_bytes()).await.expect("an answer");
            }
        });
        let mut line = Connection::open(address).await.expect("a line");

        let first = line.ask(b"GET /").await.expect("an answer");
        let second = line.ask(b"GET /").await.expect("an answer");

        assert_eq!(
            (first.body.as_slice(), first.wire_bytes),
            (&b"Hello, dear Anna"[..], chunked.len())
        );
        assert_eq!((second.status, second.header("location")), (303, Some("/on")));
    }
}
