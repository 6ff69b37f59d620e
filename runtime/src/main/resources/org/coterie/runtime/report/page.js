(function () {
  "use strict";
  var root = document.documentElement;
  var button = document.getElementById("theme");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  button.hidden = false;
  button.addEventListener("click", function () {
    var now = root.dataset.theme || (dark.matches ? "dark" : "light");
    root.dataset.theme = now === "dark" ? "light" : "dark";
  });

  var map = document.querySelector(".map");
  if (!map) { return; }
  var names = map.dataset.names.split(" ");
  var tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.appendChild(tip);

  function tell(circle) {
    var place = Array.prototype.indexOf.call(circle.parentNode.children, circle);
    var lines = [names[place]];
    circle.getAttribute("class").split(" ").forEach(function (name) {
      var choice = name.charAt(0);
      var label = map.querySelector("label[for=by-" + choice + "]");
      var number = name.replace(/^.s?/, "");
      var key = map.querySelector(".legend." + choice + " li[data-n='" + number + "']");
      lines.push(label.textContent + ": " + (key ? key.textContent : "none"));
    });
    return lines.join("\n");
  }

  map.addEventListener("pointermove", function (event) {
    var on = event.target.nodeName === "circle" ? event.target.closest(".points") : null;
    tip.hidden = !on;
    if (on) {
      tip.textContent = tell(event.target);
      var left = Math.min(event.clientX + 14, window.innerWidth - tip.offsetWidth - 8);
      var top = event.clientY + 16;
      var low = window.innerHeight - tip.offsetHeight - 8;
      tip.style.left = left + "px";
      tip.style.top = (top > low ? event.clientY - tip.offsetHeight - 12 : top) + "px";
    }
  });
  map.addEventListener("pointerleave", function () { tip.hidden = true; });
})();
