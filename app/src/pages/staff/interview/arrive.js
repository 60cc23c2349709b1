() => {
  // Enter led here, so no button has the focus. It is on what is to be put right, or on the heading.
  const heading = document.querySelector("h1");
  heading.tabIndex = -1;
  (document.querySelector("[aria-invalid=true]") ?? heading).focus();
}
