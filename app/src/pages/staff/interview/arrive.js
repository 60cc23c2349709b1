() => {
  // Enter led here, so no button has the focus. It is on what is to be put right, on the birthday that is asked for, or on the heading.
  const heading = document.querySelector("h1");
  heading.tabIndex = -1;
  (document.querySelector("[aria-invalid=true]") ?? document.getElementById("day") ?? heading).focus();
}
