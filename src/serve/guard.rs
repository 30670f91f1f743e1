//! Who may ask. Any page that a browser shows can send requests to this machine; what it gets to see is decided here.

use std::net::IpAddr;

/// The names that the preview answers to, and the token that only its own pages know.
#[derive(Debug, Clone)]
pub struct Guard {
    host: String,
    token: String,
}

impl Guard {
    /// Answers to this machine's own names and to `host`, which is what `--host` says.
    #[must_use]
    pub fn new(host: &str, token: &str) -> Self {
        Self { host: bare(host).to_ascii_lowercase(), token: token.to_owned() }
    }

    /// What the pages of the preview show at the socket.
    #[must_use]
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Whether `host`, as a request has it in its header, is a name of ours. A page of somebody else may point a name of
    /// its own at this machine (DNS rebinding); it cannot do so with an address, so with `--host 0.0.0.0` any address is
    /// fine.
    #[must_use]
    pub fn knows(&self, host: &str) -> bool {
        let Some(name) = name_of(host) else { return false };
        let name = name.to_ascii_lowercase();
        let own = matches!(name.as_str(), "localhost" | "127.0.0.1" | "::1") || name.ends_with(".localhost");
        let everywhere = self.host.parse::<IpAddr>().is_ok_and(|host| host.is_unspecified());
        own || name == self.host || (everywhere && name.parse::<IpAddr>().is_ok())
    }

    /// Whether the socket may be opened: by a page of the preview itself that knows the token.
    #[must_use]
    pub fn lets_in(&self, host: &str, origin: Option<&str>, token: &str) -> bool {
        let same = origin.and_then(|origin| origin.strip_prefix("http://")).is_some_and(|origin| origin == host);
        same && token == self.token
    }
}

/// The name in `name:port` or `[address]:port`; `None` if it is neither.
fn name_of(host: &str) -> Option<&str> {
    let (name, port) = match host.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => host.find(':').map_or((host, ""), |colon| host.split_at(colon)),
    };
    let port_is_fine = port.is_empty()
        || port
            .strip_prefix(':')
            .is_some_and(|port| !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()));
    (port_is_fine && !name.is_empty()).then_some(name)
}

fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

#[cfg(test)]
mod tests {
    use super::Guard;

    #[test]
    fn own_names_are_known_and_others_are_not() {
        let guard = Guard::new("127.0.0.1", "t");
        for own in ["localhost", "localhost:4000", "LOCALHOST:1", "team.localhost:4000", "127.0.0.1:4000", "[::1]:4000"]
        {
            assert!(guard.knows(own), "{own}");
        }
        for foreign in [
            "evil.example",
            "evil.example:4000",
            "localhost.evil.example",
            "evillocalhost",
            "127.0.0.1.evil.example",
            "127.0.0.1@evil.example",
            "192.168.0.7:4000",
            "[::2]:4000",
            "[::1",
            "localhost:",
            "localhost:4000:1",
            "localhost:a",
            "localhost.",
            "",
            ":4000",
        ] {
            assert!(!guard.knows(foreign), "{foreign}");
        }
    }

    #[test]
    fn the_named_host_is_known_too() {
        assert!(Guard::new("team.example", "t").knows("Team.Example:4000"));
        assert!(!Guard::new("team.example", "t").knows("other.example:4000"));
        assert!(Guard::new("[fe80::1]", "t").knows("[fe80::1]:4000"));
        let everywhere = Guard::new("0.0.0.0", "t");
        assert!(everywhere.knows("192.168.0.7:4000") && !everywhere.knows("evil.example:4000"));
    }

    #[test]
    fn the_socket_wants_the_same_origin_and_the_token() {
        let guard = Guard::new("127.0.0.1", "secret");
        let host = "localhost:4000";
        assert!(guard.lets_in(host, Some("http://localhost:4000"), "secret"));
        for origin in
            ["http://evil.example", "http://localhost:4001", "https://localhost:4000", "null", "http://localhost"]
        {
            assert!(!guard.lets_in(host, Some(origin), "secret"), "{origin}");
        }
        assert!(!guard.lets_in(host, None, "secret"));
        assert!(!guard.lets_in(host, Some("http://localhost:4000"), "guess"));
        assert!(!guard.lets_in(host, Some("http://localhost:4000"), ""));
    }
}
