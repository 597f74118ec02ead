"use strict";

/**
 * Logs a member in through the API's own endpoints. `onToken` is told the access token, and an empty one when the
 * member has logged out; an API of cookies has none.
 */
const memberLogIn = ({ calls, logIn, token, logOut }, onToken) => {
  const form = document.getElementById("log-in");
  const state = document.getElementById("log-in-state");
  const leave = document.getElementById("log-out");
  let accessToken = "";

  const call = async (path, body) => {
    const headers = { "Content-Type": "application/json" };
    if (accessToken) {
      headers["X-RCMS-API-ACCESS-TOKEN"] = accessToken;
    }
    const response = await fetch(calls + path, { method: "POST", headers, body: JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(answer.errors.map((error) => error.message).join(" "));
    }
    return answer;
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
    leave.hidden = !logOut;
    return pageWords.say("You call as {email}.").replace("{email}", () => email);
  };

  const exit = async () => {
    await call(logOut, {});
    accessToken = "";
    onToken("");
    leave.hidden = true;
    return pageWords.say("Logged out.");
  };

  const doing = async (work) => {
    state.textContent = "…";
    state.className = "";
    try {
      state.textContent = await work();
    } catch (failure) {
      state.textContent = failure.message;
      state.className = "failed";
    }
  };

  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    doing(enter);
  });
  leave.addEventListener("click", () => doing(exit));
};
