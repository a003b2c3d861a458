// Runs before anything is drawn, so that a dark wall never flashes white.
(() => {
  const stored = localStorage.getItem('inquest-theme');
  if (stored === 'light' || stored === 'dark') {
    document.documentElement.dataset.theme = stored;
  }
})();
