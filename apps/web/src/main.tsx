import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import './style/base.css';
import './style/header.css';
import './style/scorecard.css';
import './style/measure.css';
import './style/sub-units.css';
import './style/controls.css';
import './style/handing-in.css';
import './style/report.css';
import './style/pages.css';
import './style/operations.css';
import './style/closing.css';
import './style/series.css';
import './style/print.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id root');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
