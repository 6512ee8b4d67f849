//! Messages on a pair of streams: headers, lengths, and what to do where they are wrong.

use std::io::{BufRead, BufReader, Read, Write};
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::time::Duration;

/// Longer messages are skipped.
const MESSAGE_LIMIT: u64 = 512 * 1024 * 1024;
/// Of a longer header line only the end is looked at.
const LINE_LIMIT: usize = 8 * 1024;
/// Messages that are read ahead.
const AHEAD: usize = 256;
const NAME: &[u8] = b"content-length:";

/// What comes from the client.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Incoming {
    /// The body of a message, whatever is in it.
    Body(Vec<u8>),
    /// Headers that say no length.
    BadHeader,
    /// A message of so many bytes, which is skipped.
    TooLong(u64),
    Closed,
}

/// Reads on a thread of its own, so that what is waiting can be seen before work begins.
pub(super) fn reader(input: impl Read + Send + 'static) -> Receiver<Incoming> {
    let (sender, receiver) = sync_channel(AHEAD);
    std::thread::spawn(move || read(&mut Frames::new(input), &sender));
    receiver
}

fn read(frames: &mut Frames<impl Read>, sender: &SyncSender<Incoming>) {
    loop {
        let incoming = frames.next().unwrap_or(Incoming::Closed);
        let last = incoming == Incoming::Closed;
        if sender.send(incoming).is_err() || last {
            return;
        }
    }
}

/// Takes a stream apart. After a header that cannot be read it goes on at the next one that can,
/// wherever that is.
struct Frames<R> {
    input: BufReader<R>,
    /// Whether what comes belongs to a message that is skipped.
    lost: bool,
}

impl<R: Read> Frames<R> {
    fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(64 * 1024, input), lost: false }
    }

    fn next(&mut self) -> std::io::Result<Incoming> {
        let mut length: Option<Option<u64>> = None;
        let mut any = false;
        loop {
            let Some(line) = self.line()? else { return Ok(Incoming::Closed) };
            let line = line.trim_ascii();
            if let Some(value) = value_of_length(line) {
                let text = std::str::from_utf8(value).ok();
                length = Some(text.and_then(|text| text.parse().ok()));
            }
            any |= !line.is_empty();
            if !line.is_empty() || !any {
                continue;
            }
            match length {
                Some(Some(length)) if length <= MESSAGE_LIMIT => return self.body(length),
                Some(Some(length)) => {
                    self.lost = true;
                    return Ok(Incoming::TooLong(length));
                }
                _ if self.lost => any = false,
                _ => return Ok(Incoming::BadHeader),
            }
        }
    }

    /// Memory grows with what arrives, not with what was announced.
    fn body(&mut self, length: u64) -> std::io::Result<Incoming> {
        self.lost = false;
        let mut body = Vec::new();
        (&mut self.input).take(length).read_to_end(&mut body)?;
        let whole = body.len() as u64 == length;
        Ok(if whole { Incoming::Body(body) } else { Incoming::Closed })
    }

    /// A line without its end, or the last part of a long one.
    fn line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        loop {
            let piece = self.input.fill_buf()?;
            if piece.is_empty() {
                return Ok(None);
            }
            let end = memchr::memchr(b'\n', piece);
            let taken = end.map_or(piece.len(), |end| end + 1);
            line.extend_from_slice(&piece[..taken]);
            self.input.consume(taken);
            if line.len() > LINE_LIMIT {
                line.drain(..line.len() - LINE_LIMIT);
            }
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }
}

/// What comes after the name of the header, wherever in the line: the rest of a body that was
/// longer than announced may come before it.
fn value_of_length(line: &[u8]) -> Option<&[u8]> {
    let at = line.windows(NAME.len()).rposition(|part| part.eq_ignore_ascii_case(NAME))?;
    Some(line[at + NAME.len()..].trim_ascii())
}

/// Writes on a thread of its own, so that a client that does not read holds up nothing.
#[derive(Debug)]
pub(super) struct Outbox {
    sender: Sender<Vec<u8>>,
    finished: Receiver<()>,
}

impl Outbox {
    pub(super) fn new(mut output: impl Write + Send + 'static) -> Self {
        let (sender, receiver) = channel::<Vec<u8>>();
        let (finish, finished) = channel();
        std::thread::spawn(move || {
            for body in receiver {
                let head = format!("Content-Length: {}\r\n\r\n", body.len());
                let written = output
                    .write_all(head.as_bytes())
                    .and_then(|()| output.write_all(&body))
                    .and_then(|()| output.flush());
                if written.is_err() {
                    break;
                }
            }
            drop(output);
            // Nobody waits for this where the server has ended already.
            let _ = finish.send(());
        });
        Self { sender, finished }
    }

    /// Sends one message; whether the client can still be reached.
    pub(super) fn send(&self, message: &impl serde::Serialize) -> bool {
        serde_json::to_vec(message).is_ok_and(|body| self.sender.send(body).is_ok())
    }

    /// Waits a moment for the last messages to be taken.
    pub(super) fn finish(self) {
        drop(self.sender);
        let _ = self.finished.recv_timeout(Duration::from_millis(500));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(input: &[u8]) -> Vec<Incoming> {
        let mut frames = Frames::new(input);
        let mut out = Vec::new();
        loop {
            match frames.next() {
                Ok(Incoming::Closed) | Err(_) => return out,
                Ok(incoming) => out.push(incoming),
            }
        }
    }

    fn body(text: &str) -> Incoming {
        Incoming::Body(text.as_bytes().to_vec())
    }

    #[test]
    fn headers_of_any_case_and_line_end() {
        let input = b"content-LENGTH:2\n\nabContent-Type: x\r\nContent-Length: 1\r\n\r\nc";
        assert_eq!(all(input), [body("ab"), body("c")]);
    }

    #[test]
    fn goes_on_after_headers_that_say_nothing() {
        for bad in ["Content-Length: x\r\n\r\n", "Content-Length: -1\r\n\r\n", "hello\n\n"] {
            let input = format!("{bad}{{}}Content-Length: 2\r\n\r\nok");
            assert_eq!(all(input.as_bytes()), [Incoming::BadHeader, body("ok")], "{bad}");
        }
    }

    #[test]
    fn an_enormous_length_allocates_nothing_and_is_passed_over() {
        let long = "x".repeat(3 * LINE_LIMIT);
        let input = format!("Content-Length: 99999999999\r\n\r\n{long}Content-Length: 1\r\n\r\nz");
        assert_eq!(all(input.as_bytes()), [Incoming::TooLong(99_999_999_999), body("z")]);
        assert_eq!(all(b"Content-Length: 400000000\r\n\r\nabc"), []);
    }

    #[test]
    fn a_body_longer_than_announced_loses_only_itself() {
        let input = b"Content-Length: 2\r\n\r\nabcdefContent-Length: 1\r\n\r\nz";
        assert_eq!(all(input), [body("ab"), body("z")]);
    }
}
