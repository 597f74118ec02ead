"use strict";

// Before anything is drawn: light or dark as the admin panel of this browser, or as the system.
(() => {
  const KEY = "mantine-color-scheme-value";
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  const kept = () => {
    try {
      return window.localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const isDark = () => {
    const choice = kept();
    return choice === "dark" || (choice !== "light" && system.matches);
  };
  const draw = () => {
    const dark = isDark();
    document.documentElement.classList.toggle("dark-mode", dark);
    const button = document.getElementById("scheme");
    if (button) {
      button.setAttribute("aria-pressed", String(dark));
    }
  };

  draw();
  system.addEventListener("change", draw);
  document.addEventListener("DOMContentLoaded", () => {
    draw();
    document.getElementById("scheme").addEventListener("click", () => {
      try {
        window.localStorage.setItem(KEY, isDark() ? "light" : "dark");
      } catch {
        // A browser that keeps nothing stays as the system is.
      }
      draw();
    });
  });
})();
