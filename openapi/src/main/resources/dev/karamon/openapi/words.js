"use strict";

// The words of the page's own parts, in the language of the admin panel of this browser, or of the browser.
const pageWords = (() => {
  const JAPANESE = {
    "Log in as a member": "メンバーとしてログイン",
    "E-mail": "メールアドレス",
    Password: "パスワード",
    "Log in": "ログイン",
    "Log out": "ログアウト",
    Dark: "ダーク",
    "You call as {email}.": "{email} として呼び出します。",
    "You call with the token that this browser keeps.": "このブラウザーに保存されているトークンで呼び出します。",
    "The token that this browser keeps is no member's, or has expired.":
      "このブラウザーに保存されているトークンは、メンバーのものではないか、期限切れです。",
    "Logged out.": "ログアウトしました。",
    "The payment page was completed.": "支払いページでの手続きが完了しました。",
    "The payment page was left without paying.": "支払わずに支払いページから戻りました。",
  };
  const kept = () => {
    try {
      return window.localStorage.getItem("karamon-language");
    } catch {
      return null;
    }
  };
  const isJapanese = (kept() || navigator.language).startsWith("ja");
  const say = (words) => (isJapanese && JAPANESE[words]) || words;

  document.addEventListener("DOMContentLoaded", () => {
    if (isJapanese) {
      document.querySelector(".tools").lang = "ja";
      for (const element of document.querySelectorAll(".tools [data-words]")) {
        element.textContent = say(element.textContent);
      }
    }
  });
  return { say };
})();
