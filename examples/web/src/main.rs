//! A web service that checks bodies before they are sent on: what is right is answered with 204,
//! everything else with problem details (RFC 9457), an entry for each error.
//!
//! ```console
//! cargo run -p polytomic-lint-example-web
//! curl -i --data-binary @examples/broken.sync.json http://127.0.0.1:8080/syncs/check
//! ```

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use polytomic_lint::{Linter, Report, Severity, Source};
use serde_json::{Value, json};

/// The service. One linter serves all requests.
fn service(linter: Linter) -> Router {
    Router::new().route("/syncs/check", post(check)).with_state(Arc::new(linter))
}

/// Linting takes well under a millisecond for a body of usual size, so it is done in place.
async fn check(State(linter): State<Arc<Linter>>, body: Bytes) -> Response {
    let report = linter.lint(&Source::new("body.json", &body));
    if report.has_errors() { problem(&report) } else { StatusCode::NO_CONTENT.into_response() }
}

fn problem(report: &Report) -> Response {
    let errors: Vec<Value> = report
        .findings()
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| {
            json!({
                "code": finding.code,
                "detail": finding.message,
                "help": finding.help,
                "pointer": finding.pointer,
                "line": finding.start.line,
                "column": finding.start.column,
            })
        })
        .collect();
    let detail = format!("the body has {} errors", errors.len());
    let problem = json!({
        "type": "about:blank",
        "title": "Unprocessable Content",
        "status": 422,
        "detail": detail,
        "errors": errors,
    });
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (StatusCode::UNPROCESSABLE_ENTITY, kind, problem.to_string()).into_response()
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, service(Linter::default())).await
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn answer(body: &'static str) -> (StatusCode, String, Bytes) {
        let request = Request::post("/syncs/check").body(Body::from(body)).expect("a request");
        let response = service(Linter::default()).oneshot(request).await.expect("an answer");
        let kind = response.headers().get(header::CONTENT_TYPE);
        let kind = kind.map(|kind| kind.to_str().expect("text").to_owned()).unwrap_or_default();
        let status = response.status();
        let body = response.into_body().collect().await.expect("a body").to_bytes();
        (status, kind, body)
    }

    #[tokio::test]
    async fn a_right_body_has_no_problem() {
        let (status, _, body) = answer(include_str!("../../clean.sync.json")).await;
        assert_eq!((status, body.len()), (StatusCode::NO_CONTENT, 0));
    }

    #[tokio::test]
    async fn every_error_is_in_the_problem_details() {
        let (status, kind, body) = answer(include_str!("../../broken.sync.json")).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(kind, "application/problem+json");
        let problem: Value = serde_json::from_slice(&body).expect("JSON");
        assert_eq!(problem["status"], 422);
        let errors = problem["errors"].as_array().expect("errors");
        assert_eq!(errors.len(), 10);
        let logic = errors.iter().find(|error| error["code"] == "PT071").expect("PT071");
        assert_eq!((&logic["pointer"], &logic["line"]), (&json!("/filter_logic"), &json!(26)));
    }
}
