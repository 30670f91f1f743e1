//! The line to a tab of a browser: it says where it is as it opens the line, and from then on only listens.

use std::io::{self, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::thread;

use percent_encoding::percent_decode_str;
use tungstenite::handshake::derive_accept_key;
use tungstenite::protocol::{Role, WebSocketConfig};
use tungstenite::{Message, WebSocket};

use super::answer::{Answer, Request};
use super::guard::Guard;
use super::http::{only, send};
use super::shown::Screen;
use super::tab::Tab;

/// A browser has nothing to say but that it goes.
const LARGEST_MESSAGE: usize = 1024;

/// Makes a socket of a connection if whoever asks may have one, and keeps its tab up to date until it goes.
pub(super) fn open(
    stream: &mut TcpStream,
    screen: &Arc<Screen>,
    guard: &Guard,
    request: &Request<'_>,
    headers: &[httparse::Header<'_>],
) -> io::Result<()> {
    let host = request.host.unwrap_or_default();
    let [token, path, mark] = ["token", "path", "mark"].map(|name| parameter(request.target, name));
    if !guard.knows(host) || !guard.lets_in(host, only(headers, "origin"), &token) {
        return send(stream, &Answer::text(403, "Only pages of this preview may listen."), false, false);
    }
    let upgrades = only(headers, "upgrade").is_some_and(|word| word.eq_ignore_ascii_case("websocket"));
    let Some(key) = only(headers, "sec-websocket-key").filter(|_| upgrades && request.method == "GET") else {
        return send(stream, &Answer::text(400, "This address is for a socket."), false, false);
    };
    let accepted = derive_accept_key(key.as_bytes());
    let head = format!(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accepted}\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.set_read_timeout(None)?;
    keep(stream, screen, Tab::new(&path, &mark))
}

fn keep(stream: &TcpStream, screen: &Arc<Screen>, mut tab: Tab) -> io::Result<()> {
    let gone = Arc::new(AtomicBool::new(false));
    let config =
        WebSocketConfig::default().max_message_size(Some(LARGEST_MESSAGE)).max_frame_size(Some(LARGEST_MESSAGE));
    let mut ear = WebSocket::from_raw_socket(stream.try_clone()?, Role::Server, Some(config));
    let mut voice = WebSocket::from_raw_socket(stream.try_clone()?, Role::Server, Some(config));
    let (listening, left) = (screen.clone(), gone.clone());
    thread::Builder::new().stack_size(128 * 1024).spawn(move || {
        // Anything but a message is an end: a goodbye, a lost connection, or what no browser sends.
        while ear.read().is_ok() {}
        listening.leave(&left);
    })?;
    let mut number = 0;
    while let Some(shown) = screen.after(number, &gone) {
        number = shown.number;
        if voice.send(Message::text(tab.news(&shown))).is_err() {
            break;
        }
    }
    stream.shutdown(std::net::Shutdown::Both)
}

/// A parameter of an address, decoded; empty if it is not there.
fn parameter(target: &str, name: &str) -> String {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let value = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name));
    value.map(|(_, value)| percent_decode_str(value).decode_utf8_lossy().into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::parameter;

    #[test]
    fn parameters_are_decoded() {
        let target = "/x?token=a1&path=%2Froles%2F%3F%26%2F&mark=";
        assert_eq!(
            ["token", "path", "mark", "other"].map(|name| parameter(target, name)),
            ["a1", "/roles/?&/", "", ""]
        );
    }
}
