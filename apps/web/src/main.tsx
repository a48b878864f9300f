import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { settleAddress } from './address/use-address.js';
import { Page } from './page.js';
import './style/base.css';
import './style/header.css';
import './style/scorecard.css';
import './style/measure.css';
import './style/sub-units.css';
import './style/print.css';

settleAddress(Date.now());

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id root');
createRoot(root).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
