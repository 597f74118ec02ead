"use strict";

/**
 * Says who calls, and logs a member in through the API's own endpoints. `onToken` is told the access token, and an
 * empty one when the member has logged out; an API of cookies has none. What comes back is to be told which token
 * calls carry, and which of the API's paths have answered.
 */
const memberLogIn = ({ calls, logIn, token, logOut, profile }, onToken) => {
  const form = document.getElementById("log-in");
  const state = document.getElementById("log-in-state");
  const leave = document.getElementById("log-out");
  let accessToken = "";
  let latest = 0;

  const ask = (path, options) => {
    const headers = { "Content-Type": "application/json" };
    if (accessToken) {
      headers["X-RCMS-API-ACCESS-TOKEN"] = accessToken;
    }
    return fetch(calls + path, { ...options, headers, cache: "no-store" });
  };

  const call = async (path, body) => {
    const response = await ask(path, { method: "POST", body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) {
      const failure = new Error(answer.errors.map((error) => error.message).join(" "));
      throw Object.assign(failure, { status: response.status });
    }
    return answer;
  };

  const callsAs = (email) => {
    leave.hidden = !token && !logOut;
    return pageWords.say("You call as {email}.").replace("{email}", () => email);
  };

  /** Who calls already: with the token or the cookie that this browser keeps. */
  const whoCalls = async () => {
    const response = profile && (await ask(profile, {}));
    if (response && response.ok) {
      return callsAs((await response.json()).email);
    }
    leave.hidden = !accessToken;
    if (!accessToken) {
      return "";
    }
    return pageWords.say(
      response && response.status === 401
        ? "The token that this browser keeps is no member's, or has expired."
        : "You call with the token that this browser keeps.",
    );
  };

  const enter = async () => {
    const { email, password } = Object.fromEntries(new FormData(form));
    const { grant_token } = await call(logIn, { email, password });
    if (token) {
      const { access_token } = await call(token, { grant_token });
      accessToken = access_token.value;
      onToken(accessToken);
    }
    form.elements.password.value = "";
    return callsAs(email);
  };

  const exit = async () => {
    try {
      if (logOut) {
        await call(logOut, {});
      }
    } catch (failure) {
      // A token that has ended is only forgotten.
      if (!accessToken || failure.status !== 401) {
        throw failure;
      }
    }
    accessToken = "";
    onToken("");
    leave.hidden = true;
    return pageWords.say("Logged out.");
  };

  const doing = async (work) => {
    latest += 1;
    const mine = latest;
    const show = (text, className) => {
      if (mine === latest) {
        state.textContent = text;
        state.className = className;
      }
    };
    show("…", "");
    try {
      show(await work(), "");
    } catch (failure) {
      show(failure.message, "failed");
    }
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    doing(enter);
  });
  leave.addEventListener("click", () => doing(exit));
  if (!token) {
    doing(whoCalls);
  }

  return {
    callsWith: (value) => {
      if (value !== accessToken) {
        accessToken = value;
        doing(whoCalls);
      }
    },
    answered: (path) => {
      if (path === calls + logIn ? !token : path === calls + logOut) {
        doing(whoCalls);
      }
    },
  };
};
