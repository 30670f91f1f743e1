//! One question to another site. All that is known of the HTTP library is here.

use std::time::Duration;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use ureq::http::{Response, header::RETRY_AFTER};
use ureq::{Agent, Body, Error, ResponseExt};

use super::verdict::Verdict;

/// Redirects that are followed before it counts as going round in circles.
const REDIRECTS: u32 = 10;

/// The longest that somebody who is busy may ask us to wait.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// What an address answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) verdict: Verdict,
    /// Whether anybody answered at all.
    pub(super) reached: bool,
    /// How long the other side asks us to wait before the next question.
    pub(super) wait: Option<Duration>,
}

/// Asks other sites.
#[derive(Clone)]
pub(super) struct Asker {
    agent: Agent,
}

impl Asker {
    /// One that gives up after `patience`, redirects included.
    pub(super) fn new(patience: Duration) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(patience))
            .max_redirects(REDIRECTS)
            .save_redirect_history(true)
            .http_status_as_error(false)
            .user_agent(concat!("sprintbook/", env!("CARGO_PKG_VERSION"), " (checks links)"))
            .build();
        Self { agent: config.into() }
    }

    /// Asks for the head of `url`; where that does not satisfy, since not every server knows the question, for all of it.
    pub(super) fn ask(&self, url: &str) -> Answer {
        let url = encoded(url);
        let head = read(self.agent.head(&url).call());
        // A second question to somebody who is busy or out of reach would only be rude.
        if head.verdict == Verdict::Fine || head.wait.is_some() || !head.reached {
            return head;
        }
        read(self.agent.get(&url).call())
    }
}

/// `url` with what browsers write as `%C3%A9` and the like before they ask.
fn encoded(url: &str) -> String {
    const ODD: &AsciiSet =
        &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'`').add(b'{').add(b'}').add(b'|').add(b'\\').add(b'^');
    utf8_percent_encode(url, ODD).to_string()
}

fn read(answered: Result<Response<Body>, Error>) -> Answer {
    match answered {
        Ok(response) => {
            let uri = response.get_uri();
            let host = uri.host().unwrap_or_default();
            let redirected = response.get_redirect_history().is_some_and(|history| history.len() > 1);
            let status = response.status().as_u16();
            let wait = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
            let wait = wait.map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
            Answer { verdict: Verdict::of_status(status, host, uri.path(), redirected), reached: true, wait }
        }
        Err(error) => Answer { reached: !is_out_of_reach(&error), verdict: of_error(&error), wait: None },
    }
}

fn is_out_of_reach(error: &Error) -> bool {
    matches!(error, Error::HostNotFound | Error::Timeout(_) | Error::ConnectionFailed | Error::Io(_))
}

fn of_error(error: &Error) -> Verdict {
    match error {
        Error::TooManyRedirects => Verdict::Broken(format!("it was still redirected after {REDIRECTS} times")),
        Error::HostNotFound => Verdict::Broken("there is no computer of this name".to_owned()),
        Error::BadUri(_) | Error::Http(_) => Verdict::Unsure("an address like this cannot be asked for".to_owned()),
        Error::Timeout(_) => Verdict::Unsure("there was no answer in time".to_owned()),
        error => Verdict::Unsure(format!("it could not be reached: {error}")),
    }
}
